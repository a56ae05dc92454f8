/** A parcel of answers, verified whole against the parcel of questions that it answers, before any of it is believed. */
import type { Said } from '#functions/exchange/answer-question.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { ManifestOf } from '#schemas/ferry.ts';
import { code } from '../normalise.ts';
import type { Files } from './archive.ts';
import { answerColumns, type Ferried, type FerriedOf, KNOWN, NUMBER, OUTCOME, sheetName, UNKNOWN } from './ferried.ts';
import { questionRow } from './lines.ts';
import type { StoredParcel } from './parcels.store.ts';
import { refused } from './refused.ts';
import { type Row, readSheet } from './sheet.ts';

export interface AnswerRow {
  readonly id: string;
  /** What it says of its question. */
  readonly say: (question: unknown) => Said;
}

/** A column that stands in both sheets repeats the question, however it was typed: else the row speaks of something else. */
const speaksOf = (way: Ferried, row: Row, question: unknown): boolean =>
  Object.entries(questionRow(way, question)).every(
    ([column, cell]) => !way.answer.includes(column) || code(row[column]) === code(cell),
  );

const say =
  (way: Ferried, row: Row) =>
  (question: unknown): Said => {
    if (row[OUTCOME] === UNKNOWN) return { raw: null };
    try {
      return speaksOf(way, row, question) ? { raw: way.read(row) } : { failed: 'department-wrong-subject' };
    } catch (error) {
      if (error instanceof ProblemError) return { failed: 'department-answer-invalid' };
      throw error;
    }
  };

/** The rows in the order of the questions. Throws unprocessable: what is refused here is refused whole. */
export const answerRows = (
  parcel: StoredParcel,
  { manifest, files }: { readonly manifest: ManifestOf<'answers'>; readonly files: Files },
  ferried: FerriedOf,
): AnswerRow[] => {
  if (manifest.answers.sha256 !== parcel.sha256) throw refused('parcel-digest');
  if (files.size !== parcel.questions.length) throw refused('manifest-files');
  return parcel.questions.flatMap(({ resource, ids }) => {
    const [way, name] = [ferried[resource], sheetName(resource)];
    const [bytes, file] = [files.get(name), manifest.files.find((one) => one.name === name)];
    if (!way || !bytes || !file) throw refused('manifest-files');
    if (file.rows !== ids.length) throw refused('sheet-rows');
    const rows = readSheet(bytes, answerColumns(way), ids.length);
    // The same questions in the same order: a row too many, twice, swapped or of another parcel shows here.
    if (rows.some((row, i) => row[NUMBER] !== ids[i])) throw refused('answer-ids');
    if (rows.some((row) => row[OUTCOME] !== KNOWN && row[OUTCOME] !== UNKNOWN)) throw refused('answer-outcome');
    return rows.map((row, i) => ({ id: ids[i] ?? '', say: say(way, row) }));
  });
};

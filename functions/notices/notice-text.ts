/** What the window can send to the person: who was told what about him, for which purpose, on which ground. No personal data. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { StoredNotice } from '#schemas/notice.ts';

/** Names come from today's registry; what is not there any more is called by its id. */
export const noticeText = (snapshot: IndexedSnapshot, notice: StoredNotice): Bilingual => {
  const { consumer, provider, resource, fields, grant, party, matter, at } = notice;
  const department = (id: string): Bilingual => snapshot.department(id)?.name ?? { zh: id, en: id };
  const [asker, teller] = [department(consumer), department(provider)];
  const told = snapshot.resource(resource);
  const what = told?.name ?? { zh: resource, en: resource };
  const names = fields.map(
    (pointer) => told?.fields.find((field) => field.pointer === pointer)?.name ?? { zh: pointer, en: pointer },
  );
  const given = snapshot.grantsOf(consumer, resource).find(({ id }) => id === grant);
  const ground = given?.parties.find(({ role }) => role === party)?.ground;
  const basis = given?.purposes.find((one) => one.kind === 'matter' && one.matter === matter)?.legalBasis;
  const day = beijingDate(at);
  return {
    zh: `${asker.zh}因办理相关事项，于${day}向${teller.zh}核验了与您有关的“${what.zh}”，仅获知：${names.map(({ zh }) => zh).join('、')}。${ground ? `理由：${ground}。` : ''}${basis ? `依据：${basis}。` : ''}如有疑问，请向${asker.zh}提出。`,
    en: `${asker.en} asked ${teller.en} on ${day} to confirm "${what.en}" concerning you, and was told only: ${names.map(({ en }) => en).join(', ')}. Please ask ${asker.en} if you have questions.`,
  };
};

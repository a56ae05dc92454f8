/** 一窗受理: the cases, their work lists, and what time does to them. */
import { Construct } from 'constructs';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { reportRoutes } from '#schemas/routes/reports.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { ARCHIVE_TIMEOUT, CONSUMER_TIMEOUT } from './queues.ts';
import { consume, relay } from './sources.ts';

export class Cases extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'cases', settings, { timeout: 15, memory: 1024, says: '办件: one window' });
    data.cases.mayWork(api);
    data.ticketKey.maySign(api);
    door.serve(api, { ...caseRoutes, ...reportRoutes });

    const papers = new HubFunction(this, 'case-papers', settings, {
      timeout: 15,
      memory: 1024,
      says: '办件材料: files, slips',
    });
    data.cases.mayKeepPapers(papers);
    data.caseFiles.mayKeep(papers);
    data.snapshots.mayRead(papers);
    data.matters.mayRead(papers);
    data.hubSecret.mayBeReadBy(papers);
    door.serve(papers, { ...casePaperRoutes, ...caseSlipRoutes });

    const relays = new HubFunction(this, 'cases-relay', settings, {
      timeout: 30,
      memory: 1024,
      says: '办件: work lists and timers',
    });
    data.cases.mayFollow(relays);
    data.due.maySet(relays);
    // What a case ends with: its tickets.
    data.registry.mayChange(relays);
    data.snapshots.mayPublish(relays);
    relay(relays, data.cases.table, data.casesRelayDeadLetters);

    const events = new HubFunction(this, 'cases-events', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      memory: 1024,
      says: '办件: what happens at a time',
    });
    data.cases.mayAct(events);
    consume(events, data.casesQueue);

    const archive = new HubFunction(this, 'cases-archive', settings, {
      timeout: ARCHIVE_TIMEOUT.toSeconds(),
      memory: 1536,
      says: '办件: archive, timeline',
    });
    data.cases.mayArchive(archive);
    data.caseFiles.mayRead(archive);
    data.archives.mayKeep(archive);
    data.certificates.mayCopy(archive);
    data.vault.mayCopy(archive);
    // One at a time: a package of many megabytes is made in memory.
    consume(archive, data.caseArchivesQueue, { atOnce: 1 });

    for (const fn of [api, relays, events, archive]) {
      data.snapshots.mayRead(fn);
      data.matters.mayRead(fn);
      data.hubSecret.mayBeReadBy(fn);
    }
  }
}

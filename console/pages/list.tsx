/**
 * The pages of the desk by name, and who may open them. A new one is a folder here, an entry in this list, and its component in index.tsx.
 * What is done for a case stands in the group of cases: its list and its page will stand there first, before what is pulled and shown for it.
 */
import {
  AuditOutlined,
  FileSearchOutlined,
  HomeOutlined,
  QrcodeOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Scope } from '#schemas/access.ts';
import type { Me } from '../desk.tsx';
import type { Words } from '../language.ts';
import { HOME } from '../route.ts';
import { titles } from '../words/titles.ts';

export const GROUPS = ['groupDesk', 'groupCases', 'groupCertificates', 'groupCitizens'] as const;

export interface Page {
  readonly path: string;
  readonly group: (typeof GROUPS)[number];
  readonly title: Words;
  readonly icon: ReactNode;
  /** What the officer must hold; anybody who is signed in when absent. */
  readonly scope?: Scope;
}

export const pages: readonly Page[] = [
  {
    path: HOME,
    group: 'groupDesk',
    title: titles.home,
    icon: <HomeOutlined aria-hidden="true" />,
  },
  {
    path: `${HOME}/certificates`,
    group: 'groupCases',
    title: titles.certificates,
    icon: <FileSearchOutlined aria-hidden="true" />,
    scope: 'certificates',
  },
  {
    path: `${HOME}/shown`,
    group: 'groupCases',
    title: titles.shown,
    icon: <QrcodeOutlined aria-hidden="true" />,
    scope: 'certificates',
  },
  {
    path: `${HOME}/verify`,
    group: 'groupCertificates',
    title: titles.verify,
    icon: <SafetyCertificateOutlined aria-hidden="true" />,
    scope: 'certificates',
  },
  {
    path: `${HOME}/operations`,
    group: 'groupCertificates',
    title: titles.operations,
    icon: <AuditOutlined aria-hidden="true" />,
    scope: 'certificates.issue',
  },
  {
    path: `${HOME}/uses`,
    group: 'groupCitizens',
    title: titles.uses,
    icon: <ReadOutlined aria-hidden="true" />,
    scope: 'uses',
  },
];

export const pageAt = (path: string): Page | undefined => pages.find((page) => page.path === path.replace(/\/$/, ''));

export const mayOpen = ({ scope }: Page, { scopes }: Me): boolean => scope === undefined || scopes.includes(scope);

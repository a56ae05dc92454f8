/** The few signs that both pages share, drawn here so that the public page needs no library for them. */
const PATHS = {
  good: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19Zm4.8 7.2-5.6 6.1a1 1 0 0 1-1.44.03l-2.8-2.7 1.4-1.45 2.05 1.98 4.9-5.33Z',
  bad: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19Zm4.2 12.3-1.4 1.4L12 13.4l-2.8 2.8-1.4-1.4 2.8-2.8-2.8-2.8 1.4-1.4 2.8 2.8 2.8-2.8 1.4 1.4-2.8 2.8Z',
  unsure:
    'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19Zm1.1 14.6h-2.2V15h2.2Zm1.5-6c-.5.8-1.5 1.2-1.5 2.4v.3h-2.2v-.6c0-1.7 1.3-2.2 1.8-3 .5-.9 0-1.9-1-1.9-.9 0-1.4.7-1.4 1.6H8.1c0-2 1.5-3.4 3.7-3.4 2.5 0 4 2 2.8 4.6Z',
  file: 'M6 2.5h8l5 5V20a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 20V4A1.5 1.5 0 0 1 6 2.5Zm7 1.8v4h4Zm-1 14.2 3.5-3.6-1.3-1.3-1.3 1.3V11h-1.8v3.9l-1.3-1.3-1.3 1.3Z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);

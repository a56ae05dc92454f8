/** Reads a code by the camera. The pictures never leave the device. */
import { useEffect, useRef, useState } from 'react';
import { useLanguage, type Words } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { checking } from '../words/checking.ts';
import { codeIn } from './read.ts';

const EVERY_MS = 180;
/** The code that says its fields has up to 93 modules a side: a coarse picture loses them. */
const SHARP = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } } as const;

const stopped = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** Looks until a code is taken, or the view closes. */
const watch = (video: HTMLVideoElement, onCode: (code: string) => boolean, onOther: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout>;
  let gone = false;
  const look = async () => {
    const code = video.videoWidth > 0 ? await codeIn(video, video.videoWidth, video.videoHeight) : undefined;
    if (gone) return;
    if (code && onCode(code)) return;
    if (code) onOther();
    timer = setTimeout(look, EVERY_MS);
  };
  timer = setTimeout(look, EVERY_MS);
  return () => {
    gone = true;
    clearTimeout(timer);
  };
};

/** `onCode`: whether it was a code that is looked for; `hint`: what to hold before the camera. */
export const Camera = ({ onCode, hint }: { readonly onCode: (code: string) => boolean; readonly hint: Words }) => {
  const { say } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<'cameraOff' | 'otherCode' | undefined>();
  const tell = useRef(onCode);
  tell.current = onCode;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let stop = (): void => {};
    let gone = false;
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: SHARP, audio: false });
      const view = video.current;
      if (gone || !view) return stopped(stream);
      view.srcObject = stream;
      stop = watch(
        view,
        (code) => tell.current(code),
        () => setTrouble('otherCode'),
      );
      await view.play();
    };
    // Without a secure context there is no mediaDevices at all.
    open().catch(() => !gone && setTrouble('cameraOff'));
    return () => {
      gone = true;
      stop();
      stopped(stream);
    };
  }, []);
  if (trouble === 'cameraOff') return <Notice kind="caution">{say(checking.cameraOff)}</Notice>;
  return (
    <div>
      <div className="lens">
        <video ref={video} muted playsInline aria-label={say(checking.camera)} />
      </div>
      <p className="hint centre" role="status">
        {say(trouble ? checking[trouble] : hint)}
      </p>
    </div>
  );
};

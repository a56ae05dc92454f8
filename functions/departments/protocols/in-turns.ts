/** Many small writes, a bounded number at a time. Rejects with the first failure, after those under way have ended. */
export const inTurns = async <T>(all: readonly T[], work: (one: T) => Promise<void>, width = 16): Promise<void> => {
  for (let at = 0; at < all.length; at += width) {
    const done = await Promise.allSettled(all.slice(at, at + width).map(work));
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }
};

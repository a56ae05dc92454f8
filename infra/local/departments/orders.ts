/** A stand-in's side of the line to its parent: it does what it is told and says what came of it. Its parent's end is its own. */
import { flushCompileCache } from 'node:module';

export type Orders = Readonly<Record<string, (value: never) => unknown>>;
export interface OrderMessage {
  readonly id: number;
  readonly order: string;
  readonly value?: unknown;
}
export type OrderReply = { readonly id: number } & ({ readonly done: unknown } | { readonly failed: string });

export const answerOrders = (orders: Orders): void => {
  // Ctrl-C goes to the whole group: the parent decides the order of leaving.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ id, order, value }: OrderMessage) => {
    const reply = (said: OrderReply): void => void process.send?.(said);
    const work = async (): Promise<unknown> => {
      const known = orders[order];
      if (!known) throw new Error(`unknown order: ${order}`);
      return known(value as never);
    };
    work().then(
      (done) => {
        reply({ id, done });
        // A stand-in is killed in the end, too.
        if (order === 'start') flushCompileCache();
      },
      (error: Error) => reply({ id, failed: error.message }),
    );
  });
};

/** The order `hostile`: one of the modes that this kind of department knows. Throws for any other. */
export const hostileOrder =
  <M extends string>(modes: readonly M[], set: (mode: M) => void) =>
  (next: M): void => {
    if (!modes.includes(next)) throw new Error(`unknown mode: ${next}`);
    set(next);
  };

/** Said to whoever typed it, in one line and without a stack. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

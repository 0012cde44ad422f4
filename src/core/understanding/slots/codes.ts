import { findPhoneNumbersInText } from 'libphonenumber-js/min';

/** An order number by the shop's own pattern, in upper case without spaces; undefined when there is none. @param pattern source of a regular expression */
export function readOrderNumber(text: string, pattern: string): string | undefined {
  const match = new RegExp(`(?<![0-9A-Za-z])(?:${pattern})(?![0-9A-Za-z])`, 'i').exec(text.replace(/(?<=\d|\b[A-Z]{1,3})[ -](?=\d)/g, ''));
  return match?.[0].toUpperCase();
}

/** A telephone number in the form of E.164, read as dialled from China; undefined when there is none. */
export function readPhone(text: string): string | undefined {
  const joined = text.replace(/(?<=\d)[ -](?=\d)/g, '');
  return findPhoneNumbersInText(joined, 'CN').find(({ number }) => number.isValid() && number.nationalNumber.length >= 10)?.number.number;
}

/**
 * How wide a text will be, without a browser: the advance widths of the committed fonts, in thousandths of the font size.
 * Labels are placed with these, so that they do not overlap in any picture (ux.md 8).
 */

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const FURTHER = ['\u00a0', '\u202f', '–', '−', '’', '“', '”', '·', '²', '×', '±', '→'];

function widthTable(widths: string): ReadonlyMap<string, number> {
  const numbers = widths.split(' ').map(Number);
  return new Map([...PRINTABLE, ...FURTHER].map((character, index) => [character, numbers[index] ?? 0]));
}

/** Fonts of pictures: Inter for charts, Source Serif 4 for titles. */
export type PictureFont = 'sans' | 'sans-bold' | 'serif-bold';

const WIDTHS: Readonly<Record<PictureFont, ReadonlyMap<string, number>>> = {
  sans: widthTable(
    '281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610 618 646 593 620 566 619 620 288 302 662 662 662 511 966 690 654 730 722 601 590 746 743 269 571 672 565 903 753 765 639 765 644 642 646 744 690 985 682 679 629 365 360 365 471 456 323 562 612 571 612 583 370 613 591 242 242 549 242 876 591 600 612 612 376 528 327 591 562 818 546 562 552 426 333 426 662 281 182 500 662 261 440 440 288 442 662 662 954',
  ),
  'sans-bold': widthTable(
    '252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623 636 666 612 640 576 640 640 319 329 673 673 673 543 999 728 659 737 722 605 588 749 746 277 580 703 565 922 759 769 645 773 652 650 660 736 728 1020 720 713 652 373 379 373 481 469 351 574 624 583 624 591 389 625 612 262 262 569 262 900 612 609 624 624 397 549 353 612 587 839 569 588 566 455 359 455 673 252 166 500 673 294 507 501 319 454 673 673 954',
  ),
  'serif-bold': widthTable(
    '228 314 423 544 538 949 739 206 384 384 458 548 307 335 307 364 547 547 547 547 547 547 547 547 547 547 307 307 548 548 548 430 867 712 668 663 744 634 610 725 809 387 394 726 616 930 757 742 637 742 707 560 650 757 706 1020 678 667 592 356 364 356 548 528 400 554 630 527 623 540 374 573 650 336 313 615 337 961 652 590 632 613 475 475 368 640 581 850 585 592 497 365 301 365 548 228 125 528 548 236 460 459 307 390 548 548 680',
  ),
};

/** Letters outside the table (Cyrillic, accents) count as this wide: a little more than most of them are. */
const OTHER = 640;

/** Width of one line of text in the unit of `size`. */
export function textWidth(text: string, size: number, font: PictureFont = 'sans'): number {
  const widths = WIDTHS[font];
  let total = 0;
  for (const character of text) total += widths.get(character) ?? OTHER;
  return (total * size) / 1000;
}

/**
 * The text broken at spaces into lines no wider than `width`. A word that is longer than a line is broken behind its hyphens; what is longer
 * still stands alone and is not cut.
 */
export function wrapText(text: string, width: number, size: number, font: PictureFont = 'sans'): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (word: string, joint: string) => {
    const longer = line === '' ? word : `${line}${joint}${word}`;
    if (line !== '' && textWidth(longer, size, font) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  };
  for (const word of text.split(' ')) {
    const [first = '', ...rest] = textWidth(word, size, font) > width ? word.split(/(?<=-)/) : [word];
    add(first, ' ');
    for (const part of rest) add(part, '');
  }
  if (line !== '') lines.push(line);
  return lines;
}

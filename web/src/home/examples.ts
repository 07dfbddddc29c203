export type Example = { title: string; prompt: string };

/** Prompts that every model can follow, the scripted one too: steps written out, texts and commands in quotes. */
export const EXAMPLES: Example[] = [
  {
    title: "Two notes at once",
    prompt:
      "Open the text editor, type 'Many hands make light work.' and save it as proverb.txt.\n" +
      "Open the text editor, type 'Too many cooks spoil the broth.' and save it as answer.txt.",
  },
  {
    title: "Look around, then report",
    prompt:
      "In the terminal, run 'ls -l /etc > files.txt', then run 'wc -l files.txt > report.txt'.\n" +
      "In the terminal, run 'date > now.txt' and run 'uname -a >> now.txt'.",
  },
  {
    title: "Count to a thousand",
    prompt:
      "In the terminal, run 'seq 1000 > numbers.txt' and run 'tail numbers.txt'; " +
      "open the text editor, type 'The sum of 1 to 1000 is 500500.' and save it as sum.txt.",
  },
];

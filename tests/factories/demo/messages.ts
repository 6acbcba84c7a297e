/** A conversation of the demonstration, oldest first. */
export type DemoConversation = {
  /** externalReference of the opportunity, and slug of the applying organisation. */
  opportunity: string;
  organisation: string;
  messages: { side: "poster" | "applicant"; daysAgo: number; isQuestion?: boolean; text: string }[];
};

export const demoConversations: DemoConversation[] = [
  {
    opportunity: "TVL-101",
    organisation: "purvaksha-precision",
    messages: [
      {
        side: "poster",
        daysAgo: 3.2,
        text: "Thank you for your expression of interest. An oven line beside your milling shop is close to what we have in mind for the first licensee.",
      },
      {
        side: "applicant",
        daysAgo: 2.6,
        text: "Glad to hear it. We could lay up a trial rib in our own material within three weeks, at no charge.\n\nWould a drawing without the lay-up sequence be enough for a first look?",
      },
      {
        side: "poster",
        daysAgo: 0.4,
        isQuestion: true,
        text: "You get a drawing without the sequence as soon as the NDA is signed.\n\nOne question before that: which measuring machine would you use for the rib’s edges, and when was it last calibrated?",
      },
    ],
  },
];

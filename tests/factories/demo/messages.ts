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
        text: "Thank you for your expression of interest. Your five-axis cell fits what we have in mind for the first lot.",
      },
      {
        side: "applicant",
        daysAgo: 2.6,
        text: "Glad to hear it. We could run a trial piece on our own material within three weeks, at no charge.\n\nWould a drawing without the cooling channels be enough for a first look?",
      },
      {
        side: "poster",
        daysAgo: 0.4,
        isQuestion: true,
        text: "A drawing without the channels is fine and follows with the NDA.\n\nOne question before that: which measuring machine would you use for the flange, and when was it last calibrated?",
      },
    ],
  },
];

/** What the page says in English. */

export default {
  tag: "en",
  ownName: "English",
  chat: "Chat",
  log: "Conversation",
  welcome: "Ask us anything: you get an answer right here.",
  greeting: "Hi! How can we help you today?",
  you: "You",
  team: "Team",
  assistant: "Assistant",

  // Who has the conversation
  aiTag: "AI",
  demoTag: "Demo",
  aiState: (name) => `${name} · AI`,
  demoState: "Demo assistant — no AI is connected yet",
  teamState: "Our team answers here",
  waitingState: "Waiting for a person",
  nobodyInState: "Waiting for a person · nobody is in right now",
  agentState: (name) => (name ? `${name} is with you` : "A person is with you"),
  backAt: (moment) => `Back ${moment}`,
  closedNow: "Nobody is in right now",
  resolvedState: "Closed · write any time",

  // The connection
  connecting: "Connecting…",
  reconnecting: "Reconnecting… your messages are kept",
  offline: "You are offline. Your messages are kept and will be sent later.",
  lostSession: "We could not find your earlier conversation. This is a new one.",

  // The log
  today: "Today",
  yesterday: "Yesterday",
  earlier: "Show earlier messages",
  jump: (count) => (count > 0 ? `New messages (${count})` : "Newest messages"),
  typing: (name) => `${name} is writing…`,
  someone: "Someone",
  sending: "Sending…",
  waiting: "Waiting for the network…",
  sent: "Sent",
  sources: "Sources",
  helped: "That helped",
  refused: (reason) => `Not sent. ${reason}`,
  retry: "Try again",
  edit: "Edit",
  reasons: {
    empty_message: "There is nothing to see in this message.",
    body_too_long: "The message is too long: shorten it or send it in parts.",
    invalid_text: "The message holds a broken character.",
    bad_frame: "The server could not read this message.",
  },
  notices: {
    handoff: () => "A person will take over and answer right here.",
    taken: (name) => (name ? `${name} is with you now` : "A person is with you now"),
    given_back: () => "The assistant is answering again",
    resolved: () => "This conversation was closed. Write again any time.",
    helped: () => "Good to hear that it helped. Write again any time.",
    reopened: () => "This conversation is open again",
  },

  // The composer
  placeholder: "Write a message…",
  message: "Message",
  send: "Send",
  person: "Talk to a person",
  personAsked: "Asking for a person…",
  personWaiting: "Waiting for a person",
  left: (count) => `${count} characters left`,
  over: (count) => `${count} too many: shorten the text or send it in parts`,
  otherLanguage: "Language",
  unread: (count, title) => `(${count}) ${title}`,
};

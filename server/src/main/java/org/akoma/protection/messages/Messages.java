package org.akoma.protection.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What is said in conversations: written once, read, withdrawn by its author; nothing is ever changed. */
@Service
class Messages {

    static final int PAGE = 50;

    private final ConversationStore store;
    private final MessageStore messages;
    private final ConversationActs acts;
    private final Recipients recipients;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Grants grants;

    Messages(
            ConversationStore store,
            MessageStore messages,
            ConversationActs acts,
            Recipients recipients,
            ActorTransactions transactions,
            Journal journal,
            Grants grants) {
        this.grants = grants;
        this.store = store;
        this.messages = messages;
        this.acts = acts;
        this.recipients = recipients;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * A conversation as it is read.
     *
     * @param messages in the order they were said
     * @param unread how much of it waited before it was opened
     * @param readers who may be mentioned, by code
     */
    public record Opened(
            Conversation conversation,
            List<Message> messages,
            List<Participant> participants,
            List<Recipient> readers,
            int unread) {

        /** The number to ask on from, for what was said earlier; null when this is all from the beginning. */
        public @Nullable Integer earlier() {
            return messages.isEmpty() || messages.getFirst().number() == 1
                    ? null
                    : Integer.valueOf(messages.getFirst().number());
        }

        public int last() {
            return messages.isEmpty() ? 0 : messages.getLast().number();
        }
    }

    /** The page of messages before a number; null = the newest, which are read with it. The reading of a child's file is journalled. */
    public Optional<Opened> open(Actor actor, UUID id, @Nullable Integer before) {
        return transactions.as(
                actor,
                () -> find(actor, id).map(in -> {
                    int unread = store.unread(id, actor.personId());
                    List<Message> page = messages.before(in, before == null ? Integer.MAX_VALUE : before, PAGE);
                    if (before == null) store.readUpTo(id, in.lastNumber());
                    return opened(in, page, unread);
                }));
    }

    /** What was said after a number, up to 50, and read with it. */
    public Optional<Opened> newer(Actor actor, UUID id, int after) {
        return transactions.as(
                actor,
                () -> find(actor, id).map(in -> {
                    List<Message> page = messages.after(in, after, PAGE);
                    if (page.isEmpty()) return new Opened(in, page, List.of(), List.of(), 0);
                    store.readUpTo(id, page.getLast().number());
                    return opened(in, page, page.size());
                }));
    }

    /** How much was said after a number; says nothing of it and is no reading. */
    public Optional<Integer> more(Actor actor, UUID id, int after) {
        return transactions.as(actor, () -> find(actor, id).map(in -> Math.max(0, in.lastNumber() - after)));
    }

    /** Its subject, who is in it and who may be mentioned; nothing of what was said. */
    public Optional<Opened> around(Actor actor, UUID id) {
        return transactions.as(
                actor, () -> find(actor, id).map(in -> opened(in, List.of(), store.unread(id, actor.personId()))));
    }

    private Opened opened(Conversation in, List<Message> page, int unread) {
        if (in.onFile()) journal.note(in.dossierId(), in.section(), "referrals.conversation-read", Map.of());
        return new Opened(
                in,
                page,
                store.participants(in.id()),
                List.copyOf(recipients.of(in).values()),
                unread);
    }

    private Optional<Conversation> find(Actor actor, UUID id) {
        return actor.may(Verb.MESSAGE_READ) ? store.find(id) : Optional.empty();
    }

    /**
     * Says something.
     *
     * @param message made by the caller: the same again answers what was said the first time
     */
    public Outcome<Message> say(Actor actor, UUID id, UUID message, String text) {
        try {
            return attempt(actor, id, message, text);
        } catch (DuplicateKeyException taken) { // said a moment ago, beside this; or in another conversation
            return transactions
                    .as(actor, () -> find(actor, id).flatMap(in -> messages.find(in, message)))
                    .filter(said -> said.mayWithdraw(actor.personId()))
                    .<Outcome<Message>>map(Outcome.Done::new)
                    .orElseGet(() -> Outcome.Refused.because("id", "referrals.id-taken"));
        }
    }

    private Outcome<Message> attempt(Actor actor, UUID id, UUID message, String text) {
        return transactions.as(actor, () -> {
            Conversation in = find(actor, id).orElse(null);
            if (in == null) return new Outcome.NotFound<>();
            if (!actor.may(Verb.MESSAGE_WRITE)) return new Outcome.Forbidden<>();
            if (in.onFile() && grants.onlyByEmergency(in.dossierId())) return CaseWork.byEmergency();
            Message there = messages.find(in, message).orElse(null);
            if (there != null)
                return !there.mayWithdraw(actor.personId())
                        ? Outcome.Refused.because("id", "referrals.id-taken")
                        : text.equals(there.text())
                                ? new Outcome.Done<>(there)
                                : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            List<FieldError> wrong = new ArrayList<>(ConversationActs.strangersIn(text, recipients.of(in)));
            if (!in.onFile()) wrong.addAll(acts.namesInside(actor, "text", text));
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            return new Outcome.Done<>(acts.say(actor, in, message, text));
        });
    }

    /** Takes back one's own message: its text is destroyed, its place stays and says so. */
    public Outcome<Message> withdraw(Actor actor, UUID id, UUID message) {
        return transactions.as(actor, () -> {
            Conversation in = find(actor, id).orElse(null);
            Message said = in == null ? null : messages.find(in, message).orElse(null);
            if (in == null || said == null) return new Outcome.NotFound<>();
            if (!said.mayWithdraw(actor.personId())) return new Outcome.Forbidden<>();
            if (said.withdrawnAt() == null) {
                messages.withdraw(message);
                journal.note(
                        in.dossierId(), in.section(), "referrals.message-withdrawn", Map.of("message", said.number()));
            }
            return new Outcome.Done<>(messages.find(in, message).orElseThrow());
        });
    }
}

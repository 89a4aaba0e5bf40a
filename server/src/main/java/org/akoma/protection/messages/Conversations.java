package org.akoma.protection.messages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.Referrals;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Conversations inside a child's file and between structures. Between structures a conversation is a dossier of its own: its grants are
 * its participants, so that leaving ends all sight of it.
 */
@Service
class Conversations {

    static final int MOST_PARTICIPANTS = 50;

    /** What a participant of a conversation between structures holds: to read and write, and to give the same to others or end it. */
    private static final Set<Section> TAKING_PART = Set.of(Section.NOTES, Section.STATUS);

    private static final int COUNTED = 100;

    private final ConversationStore store;
    private final Referrals referrals;
    private final ConversationActs acts;
    private final Recipients recipients;
    private final CaseWork files;
    private final ActorTransactions transactions;
    private final Grants grants;
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;
    private final SentCommands sent;

    Conversations(
            ConversationStore store,
            Referrals referrals,
            ConversationActs acts,
            Recipients recipients,
            CaseWork files,
            ActorTransactions transactions,
            Grants grants,
            Vault vault,
            Journal journal,
            Clock clock,
            SentCommands sent) {
        this.sent = sent;
        this.store = store;
        this.referrals = referrals;
        this.acts = acts;
        this.recipients = recipients;
        this.files = files;
        this.transactions = transactions;
        this.grants = grants;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /** A page of the actor's inbox, unread first. */
    public List<InboxLine> inbox(Actor actor, @Nullable InboxCursor after, int limit) {
        return actor.may(Verb.MESSAGE_READ)
                ? transactions.as(actor, () -> store.inbox(actor.personId(), after, limit))
                : List.of();
    }

    /** How many conversations wait unread for the actor; 100 means 100 or more. */
    public int waiting(Actor actor) {
        return actor.may(Verb.MESSAGE_READ)
                ? transactions.as(actor, () -> store.waiting(actor.personId(), COUNTED))
                : 0;
    }

    /** Those of a child's file that the actor may read, newest word first; not found where the file does not exist for them. */
    public Outcome<List<Conversation>> ofFile(Actor actor, String code, @Nullable InboxCursor before, int limit) {
        return reach(actor, code)
                .<Outcome<List<Conversation>>>map(file -> new Outcome.Done<>(transactions.as(actor, () -> {
                    journal.note(file, Section.STATUS, "referrals.conversations-read", Map.of());
                    return store.ofFile(file, before, limit).stream()
                            .map(one -> one.named(code))
                            .toList();
                })))
                .orElseGet(Outcome.NotFound::new);
    }

    /** Which sections of the file a conversation of this actor may be for; empty = the file has none for them. */
    public Set<Section> circlesOf(Actor actor, String code) {
        return reach(actor, code)
                .map(file -> transactions.as(actor, () -> held(file)))
                .orElse(Set.of());
    }

    private Optional<UUID> reach(Actor actor, String code) {
        if (!actor.may(Verb.MESSAGE_READ)) return Optional.empty();
        return files.peek(actor, code, Section.STATUS, file -> file.id())
                .filter(file -> !transactions.as(actor, () -> held(file)).isEmpty());
    }

    private Set<Section> held(UUID file) {
        return grants.sections(file).stream()
                .filter(Conversation.CIRCLES::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whom the actor may write to: in a file those who read its section, else everybody of their side who reads messages. */
    public List<Recipient> addressees(Actor actor, @Nullable String file, Section section) {
        if (file == null)
            return transactions.as(
                    actor, () -> List.copyOf(recipients.colleagues(actor).values()));
        return reach(actor, file)
                .map(id -> transactions.as(
                        actor,
                        () -> recipients.of(id, section, Verb.MESSAGE_READ).values().stream()
                                .filter(reader -> !reader.id().equals(actor.personId()))
                                .toList()))
                .orElse(List.of());
    }

    /** @param circles sections of the file that it may be for */
    Outcome<Conversation> begin(Actor actor, String file, BeginConversation.InFile input, Collection<Section> circles) {
        FieldError why = Conversation.refusal(input.section(), circles);
        return why == null ? begin(actor, input.command(file)) : new Outcome.Refused<>(why);
    }

    /** Opens a conversation with its first message; the same id again answers what was opened. */
    public Outcome<Conversation> begin(Actor actor, BeginConversation command) {
        try {
            return transactions.as(actor, () -> {
                UUID file = command.file() == null
                        ? null
                        : reach(actor, command.file()).orElse(null);
                if (command.file() != null && file == null) return new Outcome.NotFound<>();
                if (!actor.may(Verb.MESSAGE_BEGIN)) return new Outcome.Forbidden<>();
                if (file != null && grants.onlyByEmergency(file)) return CaseWork.byEmergency();
                Conversation there = store.find(command.id()).orElse(null);
                if (there != null)
                    return !there.openedBy().equals(actor.personId())
                            ? Outcome.Refused.because("id", "referrals.id-taken")
                            : sent.isSame(there.onFile() ? there.dossierId() : null, command.id(), command)
                                    ? new Outcome.Done<>(there)
                                    : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
                return file == null ? between(actor, command) : inside(actor, file, command);
            });
        } catch (
                DuplicateKeyException
                        elsewhere) { // another conversation that the actor does not see, or the same one a moment ago
            return transactions
                    .as(actor, () -> store.find(command.id()))
                    .<Outcome<Conversation>>map(Outcome.Done::new)
                    .orElseGet(() -> Outcome.Refused.because("id", "referrals.id-taken"));
        }
    }

    private Outcome<Conversation> inside(Actor actor, UUID file, BeginConversation command) {
        if (!held(file).contains(command.section()))
            return Outcome.Refused.because("section", "referrals.circle-not-held");
        Referral about = about(actor, command.about()).orElse(null);
        if (command.about() != null && !carries(about, file, command.section()))
            return Outcome.Refused.because("about", "referrals.not-about", command.about());
        Map<String, Recipient> readers = recipients.of(file, command.section(), Verb.MESSAGE_READ);
        List<FieldError> wrong = new ArrayList<>(strangers(command.participants(), readers, "referrals.not-a-reader"));
        wrong.addAll(ConversationActs.strangersIn(command.text(), readers));
        if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
        Conversation made = conversation(actor, command, file, about == null ? null : about.id());
        store.insert(made);
        return opened(actor, made, command, ids(command.participants(), readers));
    }

    /** The referral of this code, where the actor may read it. */
    Optional<Referral> about(Actor actor, @Nullable String code) {
        return code == null || !actor.may(Verb.REFERRAL_READ)
                ? Optional.empty()
                : transactions.as(actor, () -> referrals.find(code.toUpperCase(java.util.Locale.ROOT)));
    }

    private static boolean carries(@Nullable Referral referral, UUID file, Section section) {
        return referral != null
                && referral.fileId().equals(file)
                && referral.sections().contains(section);
    }

    /** What was said about a referral, as far as the actor reads it. */
    List<Conversation> aboutReferral(Actor actor, Referral referral) {
        return actor.may(Verb.MESSAGE_READ)
                ? transactions.as(actor, () -> store.aboutReferral(referral.id()))
                : List.of();
    }

    private Outcome<Conversation> between(Actor actor, BeginConversation command) {
        Map<String, Recipient> colleagues = recipients.colleagues(actor);
        Set<String> others = command.participants().stream()
                .filter(name -> !name.equals(actor.username()))
                .collect(Collectors.toSet());
        List<FieldError> wrong = new ArrayList<>(strangers(others, colleagues, "referrals.no-such-colleague"));
        if (others.isEmpty()) wrong.add(FieldError.of("participants", "referrals.nobody-to-write-to"));
        wrong.addAll(acts.namesInside(actor, "subject", command.subject()));
        wrong.addAll(acts.namesInside(actor, "text", command.text()));
        wrong.addAll(ConversationActs.strangersIn(
                command.text(),
                colleagues.entrySet().stream()
                        .filter(one -> others.contains(one.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
        Set<UUID> persons = ids(others, colleagues);
        Conversation made = conversation(actor, command, command.id(), null);
        List<Grant> first = new ArrayList<>();
        first.add(takesPart(made, actor.personId()));
        persons.forEach(person -> first.add(takesPart(made, person)));
        grants.open(actor, made.id(), first);
        vault.open(made.id());
        store.insert(made);
        return opened(actor, made, command, persons);
    }

    private Grant takesPart(Conversation in, UUID person) {
        return grants.starting(
                in.dossierId(), Grant.Kind.PERSON, person, TAKING_PART, true, null, Grant.Reason.CONVERSATION);
    }

    private Conversation conversation(Actor actor, BeginConversation command, UUID dossier, @Nullable UUID referral) {
        Instant now = clock.instant();
        return new Conversation(
                command.id(),
                dossier,
                command.file() != null,
                command.file(),
                command.file() == null ? Section.NOTES : command.section(),
                command.subject(),
                actor.personId(),
                now,
                0,
                now,
                referral);
    }

    private Outcome<Conversation> opened(Actor actor, Conversation made, BeginConversation command, Set<UUID> others) {
        Instant now = clock.instant();
        store.join(made, actor.personId(), actor.personId(), now);
        others.forEach(person -> store.join(made, person, actor.personId(), now));
        journal.note(
                made.dossierId(),
                made.section(),
                "referrals.conversation-begun",
                Map.of("section", made.section().name(), "participants", others.size() + 1));
        acts.say(actor, made, Ids.next(), command.text());
        sent.keep(made.onFile() ? made.dossierId() : null, made.id(), command);
        return new Outcome.Done<>(store.find(made.id()).orElseThrow());
    }

    private static List<FieldError> strangers(Set<String> names, Map<String, Recipient> known, String code) {
        if (names.size() >= MOST_PARTICIPANTS)
            return List.of(FieldError.of("participants", "referrals.too-many", MOST_PARTICIPANTS));
        return names.stream()
                .filter(name -> !known.containsKey(name))
                .sorted()
                .limit(1)
                .map(name -> FieldError.of("participants", code, name))
                .toList();
    }

    private static Set<UUID> ids(Collection<String> names, Map<String, Recipient> known) {
        return names.stream().map(known::get).map(Recipient::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Lets somebody take part; everybody sees who let them in. */
    public Outcome<Conversation> add(Actor actor, UUID id, String username) {
        return within(actor, id, in -> {
            Map<String, Recipient> known = in.onFile() ? recipients.of(in) : recipients.colleagues(actor);
            Recipient person = known.get(username);
            if (person == null)
                return Outcome.Refused.because(
                        "person", in.onFile() ? "referrals.not-a-reader" : "referrals.no-such-colleague", username);
            List<Participant> there = store.participants(id);
            if (there.stream().anyMatch(one -> one.takesPart() && one.personId().equals(person.id())))
                return new Outcome.Done<>(in);
            if (there.stream().filter(Participant::takesPart).count() >= MOST_PARTICIPANTS)
                return Outcome.Refused.because("person", "referrals.too-many", MOST_PARTICIPANTS);
            if (!in.onFile()) grants.give(actor, takesPart(in, person.id()));
            acts.admit(actor, in, person.id());
            return new Outcome.Done<>(in);
        });
    }

    /** Leaves it, or removes another: then only who opened it may. Between structures this ends the sight of it. */
    public Outcome<Conversation> remove(Actor actor, UUID id, String username) {
        return within(actor, id, in -> {
            Participant leaving = acts.participant(in, username).orElse(null);
            if (leaving == null) return Outcome.Refused.because("person", "referrals.not-a-participant", username);
            if (!in.mayRemove(actor.personId(), leaving.personId())) return new Outcome.Forbidden<>();
            acts.dismiss(actor, in, leaving.personId());
            if (!in.onFile()) grants.end(in.dossierId(), leaving.personId(), Grant.Reason.CONVERSATION);
            return new Outcome.Done<>(in);
        });
    }

    private Outcome<Conversation> within(
            Actor actor, UUID id, java.util.function.Function<Conversation, Outcome<Conversation>> work) {
        return transactions.as(actor, () -> {
            Conversation in = actor.may(Verb.MESSAGE_READ) ? store.find(id).orElse(null) : null;
            if (in == null) return new Outcome.NotFound<>();
            if (in.onFile() && grants.onlyByEmergency(in.dossierId())) return CaseWork.byEmergency();
            return actor.may(Verb.MESSAGE_WRITE) ? work.apply(in) : new Outcome.Forbidden<>();
        });
    }
}

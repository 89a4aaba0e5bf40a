package org.akoma.protection.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a conference went: its minutes and decisions, and when the same people meet again ({@code requirements.md 2.1 step 14, T9}). */
@Component
class ConferenceMinutes {

    private final ConferenceStore store;
    private final DecisionStore decisions;
    private final ConferenceWork conferences;
    private final Recipients recipients;
    private final CaseWork work;
    private final Policies policies;

    ConferenceMinutes(
            ConferenceStore store,
            DecisionStore decisions,
            ConferenceWork conferences,
            Recipients recipients,
            CaseWork work,
            Policies policies) {
        this.store = store;
        this.decisions = decisions;
        this.conferences = conferences;
        this.recipients = recipients;
        this.work = work;
        this.policies = policies;
    }

    /**
     * Writes the minutes: who came, what was said and decided, when they meet again. Minutes are not changed afterwards.
     *
     * @param version as {@link Conferences#cancel}
     */
    Outcome<Conference> hold(Actor actor, String code, UUID id, HoldConference command, @Nullable Integer version) {
        Map<String, @Nullable Object> wanted = Differences.fields(
                "state", Conference.State.HELD,
                "heldAt", command.heldAt(),
                "minutes", command.minutes().text(),
                "others", command.minutes().others());
        return conferences.planned(actor, code, id, version, wanted, over -> over.isHeld(command), (file, before) -> {
            FieldError no = notTheirs(actor, before, command);
            if (no != null) return new Outcome.Refused<>(no);
            Map<String, Recipient> readers = conferences.readers(file, before.section());
            Map<String, UUID> asked = work.as(actor, () -> recipients.names(before.coming()));
            List<FieldError> wrong = command.wrong(asked.keySet(), readers, work.now(), file.registeredAt());
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            store.noLongerDue(file.id());
            // first: whether the conference counts for the clock of a high risk depends on who came
            store.attended(id, command.present().stream().map(asked::get).toList());
            store.settle(
                    file,
                    id,
                    Conference.State.HELD,
                    command.heldAt(),
                    command.minutes(),
                    actor.personId(),
                    again(file, command));
            decide(actor, before, command, readers);
            work.note(
                    file,
                    before.section(),
                    "referrals.conference-held",
                    Map.of(
                            "came",
                            command.present().size(),
                            "decisions",
                            command.decisions().size()));
            Instant next = command.next();
            if (next != null) meetAgain(actor, file, before, readers, next);
            return new Outcome.Done<>(store.find(file, id).orElseThrow());
        });
    }

    /** Others than the chair and the planner write no minutes, and others than the chair none of before the planned hour. */
    private static @Nullable FieldError notTheirs(Actor actor, Conference planned, HoldConference command) {
        if (!planned.ledBy(actor.personId())) return FieldError.of("state", ConferenceWork.NOT_THE_CHAIR);
        return command.heldAt().isBefore(planned.plannedFor())
                        && !planned.chair().equals(actor.personId())
                ? FieldError.of("heldAt", "referrals.held-before-planned")
                : null;
    }

    /** T9: a child at high risk is talked about again within a week; nothing is due when the next one is planned. */
    private @Nullable LocalDate again(CaseFile file, HoldConference held) {
        return file.risk() != CaseFile.Risk.HIGH || held.next() != null
                ? null
                : LocalDate.ofInstant(held.heldAt(), ZoneOffset.UTC)
                        .plusDays(policies.days("case-conference.emergency"));
    }

    private void decide(Actor actor, Conference in, HoldConference command, Map<String, Recipient> readers) {
        int number = 0;
        for (HoldConference.Decided one : command.decisions())
            decisions.insert(
                    in, one.id(), ++number, one.text(), ConferenceWork.reader(readers, one.owner()), one.dueOn());
        Set<UUID> heard = new HashSet<>(in.coming()); // the minutes are there to be read
        command.decisions().stream()
                .map(one -> ConferenceWork.reader(readers, one.owner()).id())
                .forEach(heard::add);
        conferences.ring(actor, in.fileId(), heard);
    }

    private void meetAgain(Actor actor, CaseFile file, Conference last, Map<String, Recipient> readers, Instant at) {
        List<Recipient> people = readers.values().stream()
                .filter(reader -> last.coming().contains(reader.id()))
                .toList();
        Recipient chair = readers.values().stream()
                .filter(reader -> reader.id().equals(last.chair()))
                .findFirst()
                .orElseGet(() -> ConferenceWork.reader(readers, actor.username()));
        List<Recipient> all = new ArrayList<>(people);
        if (!all.contains(chair)) all.add(chair);
        conferences.ask(actor, file, Ids.next(), last.section(), at, chair, all, last.agenda());
    }
}

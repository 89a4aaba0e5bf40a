package org.akoma.programme.workshops;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.workshops.Workshop.Attendance;
import org.akoma.programme.workshops.Workshop.Participant;
import org.akoma.programme.workshops.Workshop.Priority;
import org.akoma.programme.workshops.Workshop.Sitting;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Workshops, written by the team of their mission; evaluators, project managers and the data protection officer read them. Names are in no list but the workshop's own. */
@Service
public class Workshops {

    private static final int MOST = 200;
    private static final String PLACE = "workshop";
    private static final Pattern NUMBER = Pattern.compile("(?i)[1-9][0-9]{0,2}|E-[BCDFGHJKMNPQRSTVWXZ]{6}");

    private final WorkshopStore store;
    private final Missions missions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ChildNames names;
    private final ApplicationEventPublisher events;

    Workshops(
            WorkshopStore store,
            Missions missions,
            ActorTransactions transactions,
            SentCommands sent,
            ChildNames names,
            ApplicationEventPublisher events) {
        this.store = store;
        this.missions = missions;
        this.transactions = transactions;
        this.sent = sent;
        this.names = names;
        this.events = events;
    }

    /** @param mission code; null = of all */
    public List<Workshop> list(Actor actor, @Nullable String mission) {
        return actor.may(Verb.WORKSHOP_READ) ? transactions.as(actor, () -> store.all(mission, MOST)) : List.of();
    }

    public Optional<Workshop> find(Actor actor, String code) {
        return actor.may(Verb.WORKSHOP_READ) ? transactions.as(actor, () -> store.find(upper(code))) : Optional.empty();
    }

    public List<Sitting> sittings(Actor actor, Workshop workshop) {
        return transactions.as(actor, () -> store.sittings(workshop.id()));
    }

    public List<Participant> participants(Actor actor, Workshop workshop) {
        return transactions.as(actor, () -> store.participants(workshop.id()));
    }

    /** Every category in which somebody was invited, in the order of the list. */
    public List<Attendance> attendance(Actor actor, Workshop workshop) {
        return transactions.as(actor, () -> store.attendance(workshop.id())).stream()
                .sorted(Comparator.comparing(Attendance::category))
                .toList();
    }

    public List<Priority> priorities(Actor actor, Workshop workshop) {
        return transactions.as(actor, () -> store.priorities(workshop.id()));
    }

    /** Whether the actor is of the team of its mission, which is not closed. */
    boolean writes(Actor actor, Workshop workshop) {
        return actor.may(Verb.WORKSHOP_WRITE)
                && missions.find(actor, workshop.missionId())
                        .filter(one -> one.member() && one.isOpen())
                        .isPresent();
    }

    /** Votes and minutes are of what was said there: from the day of the workshop on. */
    boolean writesWhatWasSaid(Actor actor, Workshop workshop) {
        return writes(actor, workshop) && !workshop.heldOn().isAfter(missions.today());
    }

    /** Who wrote the minutes, the newest first, each with what stood there before. */
    List<Workshop.Earlier> earlier(Actor actor, Workshop workshop) {
        return transactions.as(actor, () -> store.earlier(workshop.id()));
    }

    public Answer<Workshop> plan(Actor actor, PlanWorkshop input) {
        if (!actor.may(Verb.WORKSHOP_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            Mission mission = missions.find(actor, input.evaluation()).orElse(null);
            if (mission == null) return Answer.Refused.because("evaluation", "evaluation.no-mission");
            if (!mission.member()) return new Answer.Forbidden<>();
            if (!mission.isOpen()) return Answer.Refused.because("evaluation", "evaluation.closed");
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Workshop there = store.find(upper(input.code())).orElse(null);
            if (there != null && there.id().equals(input.id())) return new Answer.Done<>(there);
            Map<String, @Nullable String> texts = ChildNames.texts("code", input.code());
            texts.put("place", input.place());
            Answer<Workshop> named = names.refusal(actor, "mission", mission.code(), texts);
            if (named != null) return named;
            if (!store.insert(mission.id(), upper(input.code()), input))
                return Answer.Refused.because("code", "evaluation.code-taken");
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.workshop-planned", input.code());
        });
    }

    public Answer<Workshop> plan(Actor actor, String code, PlanSitting input) {
        return on(actor, code, of -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Answer<Workshop> named = names.refusal(actor, PLACE, of.code(), ChildNames.texts("title", input.title()));
            if (named != null) return named;
            if (!store.insert(of.id(), store.sittings(of.id()).size() + 1, input)) return new Answer.Done<>(of);
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.sitting-planned", of.code());
        });
    }

    /** Refused where a journalist or a beneficiary was in it who may not be there then. */
    public Answer<Workshop> open(Actor actor, String code, int number, ChangeAudience input) {
        return Answer.unless(
                "attendance_press_apart",
                "audience",
                "evaluation.press-apart",
                () -> onSitting(actor, code, number, (of, sitting) -> {
                    if (sitting.audience() == input.audience()) return new Answer.Done<>(of);
                    store.open(sitting.id(), input.audience());
                    return noted(actor, "evaluation.sitting-changed", of.code());
                }));
    }

    public Answer<Workshop> invite(Actor actor, String code, Invite input) {
        return invite(actor, code, input, null);
    }

    /** @param came null = not known yet */
    public Answer<Workshop> invite(Actor actor, String code, Invite input, @Nullable Boolean came) {
        return once(() -> on(actor, code, of -> {
            if (came != null && of.heldOn().isAfter(missions.today()))
                return Answer.Refused.because("came", "evaluation.workshop-not-yet");
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            if (!isCalled(input.category(), input.name()))
                return Answer.Refused.because("name", "evaluation.beneficiary-number");
            Answer<Workshop> named = names.person(actor, PLACE, of.code(), "name", input.name());
            if (named != null) return named;
            if (!store.insert(of.id(), input, came)) return new Answer.Done<>(of);
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.invited", of.code());
        }));
    }

    /** A beneficiary may be a child: a number of the list or a study code, never a name. */
    private static boolean isCalled(Workshop.Category category, @Nullable String name) {
        return name == null
                || category != Workshop.Category.BENEFICIARY
                || NUMBER.matcher(name.strip()).matches();
    }

    /** Nobody is on the list of a workshop twice, as a journalist and as something else. */
    private static Answer<Workshop> once(Supplier<Answer<Workshop>> act) {
        return Answer.unless("participant_once", "name", "evaluation.already-invited", act);
    }

    /** Refused where the new category may not be in a session that they were in. */
    public Answer<Workshop> change(Actor actor, String code, UUID participant, CorrectInvitation input) {
        return Answer.unless(
                "attendance_press_apart",
                "category",
                "evaluation.press-apart",
                () -> once(() -> on(actor, code, of -> {
                    Participant before = of(of, participant).orElse(null);
                    if (before == null) return new Answer.NotFound<>();
                    if (!isCalled(input.category(), input.name()))
                        return Answer.Refused.because("name", "evaluation.beneficiary-number");
                    if (input.came() != null && of.heldOn().isAfter(missions.today()))
                        return Answer.Refused.because("came", "evaluation.workshop-not-yet");
                    boolean sat = store.sittings(of.id()).stream()
                            .anyMatch(one -> one.there().contains(participant));
                    if (sat && !Boolean.TRUE.equals(input.came()))
                        return Answer.Refused.because("came", "evaluation.sat-in-a-session");
                    Answer<Workshop> named = names.person(actor, PLACE, of.code(), "name", input.name());
                    if (named != null) return named;
                    Integer version = input.version();
                    if (!store.update(of.id(), participant, input, version == null ? before.version() : version))
                        return new Answer.Overtaken<>();
                    return noted(actor, "evaluation.participant-changed", of.code());
                })));
    }

    private Optional<Participant> of(Workshop workshop, UUID participant) {
        return store.participants(workshop.id()).stream()
                .filter(one -> one.id().equals(participant))
                .findFirst();
    }

    /** Who was in a session: these and no others. Who was there came. */
    public Answer<Workshop> seat(Actor actor, String code, int number, Set<UUID> there) {
        return Answer.unless(
                "attendance_press_apart",
                "participants",
                "evaluation.press-apart",
                () -> onSitting(actor, code, number, (of, sitting) -> {
                    if (of.heldOn().isAfter(missions.today()))
                        return Answer.Refused.because("participants", "evaluation.workshop-not-yet");
                    List<Participant> known = store.participants(of.id());
                    Set<UUID> ids = new HashSet<>();
                    known.forEach(one -> ids.add(one.id()));
                    if (!ids.containsAll(there))
                        return Answer.Refused.because("participants", "evaluation.no-participant");
                    if (known.stream()
                            .anyMatch(one -> there.contains(one.id())
                                    && !sitting.audience().takes(one.category())))
                        return Answer.Refused.because("participants", "evaluation.press-apart");
                    sitting.there().stream()
                            .filter(one -> !there.contains(one))
                            .forEach(one -> store.unseat(sitting.id(), one));
                    there.forEach(one -> store.seat(sitting.id(), one));
                    return noted(actor, "evaluation.seated", of.code());
                }));
    }

    public Answer<Workshop> note(Actor actor, String code, NotePriority input) {
        return on(actor, code, of -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            if (of.heldOn().isAfter(missions.today()))
                return Answer.Refused.because("words", "evaluation.workshop-not-yet");
            long came = store.participants(of.id()).stream()
                    .filter(one -> Boolean.TRUE.equals(one.came()))
                    .count();
            if (input.votes() > came) return Answer.Refused.because("votes", "evaluation.too-many-votes", came);
            Answer<Workshop> named = names.refusal(actor, PLACE, of.code(), ChildNames.texts("words", input.words()));
            if (named != null) return named;
            if (!store.insert(of.id(), input)) return new Answer.Done<>(of);
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.priority-noted", of.code());
        });
    }

    public Answer<Workshop> write(Actor actor, String code, WriteMinutes input) {
        return on(actor, code, of -> {
            if (of.heldOn().isAfter(missions.today()))
                return Answer.Refused.because("minutes", "evaluation.workshop-not-yet");
            Answer<Workshop> named =
                    names.refusal(actor, PLACE, of.code(), ChildNames.texts("minutes", input.minutes()));
            if (named != null) return named;
            Integer version = input.version();
            return store.minutes(of.id(), input.minutes(), version == null ? of.version() : version)
                    ? noted(actor, "evaluation.minutes-written", of.code())
                    : new Answer.Overtaken<>();
        });
    }

    private Answer<Workshop> on(Actor actor, String code, Function<Workshop, Answer<Workshop>> act) {
        return transactions.as(actor, () -> {
            Workshop found = find(actor, code).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            return actor.may(Verb.WORKSHOP_WRITE)
                    ? missions.onOpen(actor, found.mission(), mission -> act.apply(found))
                    : new Answer.Forbidden<>();
        });
    }

    private Answer<Workshop> onSitting(
            Actor actor,
            String code,
            int number,
            java.util.function.BiFunction<Workshop, Sitting, Answer<Workshop>> act) {
        return on(
                actor,
                code,
                of -> store.sittings(of.id()).stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .map(sitting -> act.apply(of, sitting))
                        .orElseGet(Answer.NotFound::new));
    }

    private Answer<Workshop> noted(Actor actor, String act, String code) {
        Workshop now = store.find(upper(code)).orElseThrow();
        events.publishEvent(new Acted(actor, act, Map.of("workshop", now.code())));
        return new Answer.Done<>(now);
    }

    private static String upper(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }
}

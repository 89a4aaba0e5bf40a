package org.akoma.programme.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.samples.Sample.Group;
import org.akoma.programme.samples.Sample.Replaced;
import org.akoma.programme.samples.Sample.StudyEvent;
import org.akoma.programme.samples.Sample.StudyFile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Samples of files: who leads a mission has one drawn, the data protection officer confirms that the team reads it ({@code trust.md 2}), and the team reads
 * study codes and coarse facts until the mission ends.
 */
@Service
public class Samples implements Decidable {

    static final String KIND = "SAMPLE";

    private final SampleStore store;
    private final Missions missions;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ChildNames names;
    private final ApplicationEventPublisher events;

    Samples(
            SampleStore store,
            Missions missions,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            ChildNames names,
            ApplicationEventPublisher events) {
        this.store = store;
        this.missions = missions;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.names = names;
        this.events = events;
    }

    /** The last draw; empty for who is not of the team. */
    public Optional<Sample> of(Actor actor, Mission mission) {
        return transactions.as(
                actor, () -> store.ofMission(mission.id()).stream().findFirst());
    }

    /** Whether it was read and is not any more: whatever study code the team asks for then, the answer is that. */
    boolean isEnded(Actor actor, Mission mission) {
        return of(actor, mission).filter(Sample::isEnded).isPresent();
    }

    public List<Group> groups(Actor actor, Sample sample) {
        return transactions.as(actor, () -> store.groups(sample.id()));
    }

    /** What the team reads; nothing before the agreement and after the end. */
    public List<StudyFile> files(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.files(mission.id()));
    }

    List<Replaced> replaced(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.replaced(mission.id()));
    }

    /** A sampled file with what happened. Its reading is journaled. */
    Optional<Study> study(Actor actor, Mission mission, String study) {
        return transactions.as(actor, () -> {
            Optional<StudyFile> file = store.files(mission.id()).stream()
                    .filter(one -> one.study().equals(upper(study)))
                    .findFirst();
            file.ifPresent(one -> note(actor, "evaluation.sampled-file-read", mission, one.study()));
            return file.map(one -> new Study(one, store.events(mission.id(), one.study())));
        });
    }

    record Study(StudyFile file, List<StudyEvent> events) {
        Study {
            events = List.copyOf(events);
        }
    }

    public Answer<Sample> propose(Actor actor, String mission, ProposeSample input) {
        return readable(() -> Answer.unless(
                "evaluation.nobody-drawn",
                "size",
                () -> missions.onDraft(actor, mission, of -> propose(actor, of, input))));
    }

    private static Answer<Sample> readable(Supplier<Answer<Sample>> work) {
        return Answer.unless(
                "evaluation.not-of-the-team",
                "interviewers",
                () -> Answer.unless(
                        "evaluation.interviewer-not-certified",
                        "interviewers",
                        () -> Answer.unless(
                                "evaluation.no-reader",
                                "main",
                                () -> Answer.unless("evaluation.sample-too-late", "main", work))));
    }

    /** The same files for the team and the days of the mission as they are now: read so once the second person agrees anew. */
    Answer<Sample> renew(Actor actor, String mission, RenewSample input) {
        return readable(() -> missions.onDraft(actor, mission, of -> {
            if (!of.leads()) return new Answer.Forbidden<>();
            Sample there = store.ofMission(of.id()).stream().findFirst().orElse(null);
            if (there == null) return new Answer.NotFound<>();
            if (!there.isRenewable()) return Answer.Refused.because("main", "evaluation.sample-there");
            Answer<Sample> named = named(actor, of, input.hearing());
            if (named != null) return named;
            int version = store.renew(there.id(), input.hearing());
            decisions.propose(actor, Proposal.of(KIND, there.id(), version));
            note(actor, "evaluation.sample-renewed", of, null);
            return new Answer.Done<>(store.find(there.id()).orElseThrow());
        }));
    }

    private Answer<Sample> propose(Actor actor, Mission of, ProposeSample input) {
        if (!of.leads()) return new Answer.Forbidden<>();
        FieldError other = sent.refusal(input.id(), input);
        if (other != null) return new Answer.Refused<>(List.of(other));
        Sample there = store.ofMission(of.id()).stream().findFirst().orElse(null);
        if (there != null && there.id().equals(input.id())) return new Answer.Done<>(there);
        if (there != null && !there.state().isOver()) return Answer.Refused.because("main", "evaluation.sample-there");
        Answer<Sample> named = named(actor, of, input.hearing());
        if (named != null) return named;
        store.begin(of.id(), input);
        sent.keep(input.id(), input);
        decisions.propose(actor, Proposal.of(KIND, input.id(), 1));
        note(actor, "evaluation.sample-drawn", of, null);
        return new Answer.Done<>(store.find(input.id()).orElseThrow());
    }

    private @Nullable Answer<Sample> named(Actor actor, Mission of, Interviewers hearing) {
        return names.refusal(actor, "mission", of.code(), ChildNames.texts("training", hearing.training()));
    }

    /** Answers the file that is read instead. Beyond the number that was agreed to with the sample, its lead asks for another agreement. */
    Answer<String> replace(Actor actor, String mission, String study, ReplaceFile input) {
        return Answer.unless(
                "evaluation.replaced-enough",
                "why",
                () -> missions.onDraft(actor, mission, of -> {
                    if (store.files(of.id()).stream()
                            .noneMatch(one -> one.study().equals(upper(study)))) return new Answer.NotFound<>();
                    String instead = store.replace(of.id(), upper(study), input.why());
                    note(actor, "evaluation.sampled-file-replaced", of, upper(study));
                    return new Answer.Done<>(instead);
                }));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject(), decision.version())
                .map(one -> new Shown(one.mission(), address(actor, one), fields(one, one.reading())));
    }

    private static @Nullable String address(Actor actor, Sample one) {
        return actor.is(Role.DATA_PROTECTION_OFFICER) ? "/evaluations/" + one.mission() + "/sample" : null;
    }

    /** Who reads how it was drawn and what was replaced: its team, and the data protection officer, who confirms it. */
    static boolean isRead(Actor actor, Mission mission) {
        return mission.member() || actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    private List<Shown.Field> fields(Sample one, Sample.Reading reading) {
        List<Object> groups = new ArrayList<>();
        for (Group group : store.groups(one.id())) groups.add(line(group));
        return List.of(
                Shown.Field.text("evaluation.sample.number", null, String.valueOf(one.number())),
                Shown.Field.code(
                        "evaluation.sample.way",
                        "evaluation.sample-way",
                        null,
                        one.way().name()),
                Shown.Field.text("evaluation.sample.size", null, String.valueOf(one.size())),
                Shown.Field.text("evaluation.sample.eligible", null, String.valueOf(one.eligible())),
                Shown.Field.text("evaluation.sample.drawn", null, String.valueOf(one.drawn())),
                Shown.Field.text("evaluation.sample.seed", null, one.seed()),
                new Shown.Field("evaluation.sample.groups", null, List.of(), groups),
                Shown.Field.codes("evaluation.sample.readers", Shown.PERSON, List.of(), reading.readers()),
                Shown.Field.codes("evaluation.sample.interviewers", Shown.PERSON, List.of(), reading.interviewers()),
                Shown.Field.text("evaluation.sample.training", null, reading.training()),
                day("evaluation.sample.first-day", reading.firstDay()),
                day("evaluation.sample.last-day", reading.lastDay()),
                day("evaluation.sample.until", reading.until()),
                Shown.Field.text("evaluation.sample.may-replace", null, String.valueOf(reading.mayReplace())));
    }

    private static Shown.Field day(String label, LocalDate day) {
        return Shown.Field.code(label, Shown.DAYS_OF_YEAR, null, day.toString());
    }

    private static Shown.Line line(Group group) {
        List<Shown.Part> parts = new ArrayList<>();
        if (group.sex() == null) parts.add(new Shown.Part("evaluation.sample-group", "SMALL"));
        else {
            parts.add(new Shown.Part("sex", group.sex()));
            parts.add(new Shown.Part("evaluation.age-group", String.valueOf(group.ageGroup())));
            parts.add(new Shown.Part("evaluation.sample-pathway", String.valueOf(group.pathway())));
        }
        parts.add(new Shown.Part(null, group.drawn() + " / " + group.files()));
        return new Shown.Line(parts);
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Sample sample = store.find(decision.subject()).orElse(null);
        if (sample == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Verdict.Done)
            events.publishEvent(new Acted(
                    actor,
                    agreed ? "evaluation.sample-confirmed" : "evaluation.sample-refused",
                    Map.of("mission", sample.mission())));
        return verdict;
    }

    private void note(Actor actor, String act, Mission mission, @Nullable String study) {
        events.publishEvent(new Acted(
                actor,
                act,
                study == null ? Map.of("mission", mission.code()) : Map.of("mission", mission.code(), "study", study)));
    }

    private static String upper(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }
}

package org.akoma.programme.fieldwork;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.safeguarding.ConductReports;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.Vault;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.fieldwork.FieldInterview.Approach;
import org.akoma.programme.fieldwork.FieldInterviewStore.Heard;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * FieldInterviews, written and read by the evaluators of a mission. With a child: only one of the sample, by its study code, who and whose guardian agreed, with
 * somebody beside it; it is stopped at once by distress, and harm that the child tells of becomes an alert on its file.
 */
@Service
public class FieldInterviews {

    private final FieldInterviewStore store;
    private final Missions missions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Vault vault;
    private final ConductReports conduct;
    private final Formats words;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FieldInterviews(
            FieldInterviewStore store,
            Missions missions,
            ActorTransactions transactions,
            SentCommands sent,
            Vault vault,
            ConductReports conduct,
            Formats words,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.missions = missions;
        this.transactions = transactions;
        this.sent = sent;
        this.vault = vault;
        this.conduct = conduct;
        this.words = words;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the actor reads interviews of a mission at all: an evaluator of its team. */
    boolean reads(Actor actor, Mission mission) {
        return mission.member() && actor.is(Role.EVALUATOR);
    }

    List<FieldInterview> of(Actor actor, Mission mission) {
        return reads(actor, mission) ? transactions.as(actor, () -> store.ofMission(mission.id())) : List.of();
    }

    Optional<FieldInterview> find(Actor actor, UUID id) {
        return actor.may(Verb.EVALUATION_WRITE) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** The children of the sample, with what is answered about an interview. */
    Map<String, Approach> approached(Actor actor, Mission mission) {
        return reads(actor, mission) ? transactions.as(actor, () -> store.approached(mission.id())) : Map.of();
    }

    LocalDate today() {
        return missions.today();
    }

    Answer<Mission> ask(Actor actor, String mission, AskForChild input) {
        return missions.onDraft(actor, mission, of -> {
            if (!reads(actor, of)) return new Answer.Forbidden<>();
            if (!store.ask(of.id(), upper(input.study())))
                return Answer.Refused.because("study", "evaluation.no-study");
            note(actor, "evaluation.child-asked-for", of.code(), null);
            return new Answer.Done<>(of);
        });
    }

    public Answer<FieldInterview> begin(Actor actor, String mission, BeginInterview input) {
        Answer<FieldInterview> again = again(actor, input);
        if (again != null) return again;
        return Answer.unless(
                "interview_one_at_a_time",
                "study",
                "evaluation.interview-running",
                () -> Answer.unless(
                        "interview_once",
                        "study",
                        "evaluation.interviewed-already",
                        () -> begun(actor, mission, input)));
    }

    private Answer<FieldInterview> begun(Actor actor, String mission, BeginInterview input) {
        return missions.onDraft(actor, mission, of -> {
            if (!reads(actor, of)) return new Answer.Forbidden<>();
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            String study = input.study();
            String why = study == null ? null : store.refusal(of.id(), study, input.guide());
            if (why != null) return Answer.Refused.because("study", why);
            store.insert(of.id(), input, Guides.on(input.guide(), today()));
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.interview-begun", input.id());
        });
    }

    /** What was begun before under this id, also once the mission takes no more; null = nothing was. */
    private @Nullable Answer<FieldInterview> again(Actor actor, BeginInterview input) {
        return transactions.as(actor, () -> {
            FieldInterview there = find(actor, input.id()).orElse(null);
            if (there == null) return null;
            FieldError other = sent.refusal(input.id(), input);
            return other == null ? new Answer.Done<>(there) : new Answer.Refused<>(List.of(other));
        });
    }

    public Answer<FieldInterview> write(Actor actor, UUID id, WriteAnswers input) {
        return on(actor, id, one -> {
            if (one.isOver()) return Answer.Refused.because("main", "evaluation.interview-over");
            Map<String, String> answers = new LinkedHashMap<>(one.answers());
            for (int n = 0; n < input.answers().size(); n++) {
                WriteAnswers.Said said = input.answers().get(n);
                if (!one.guide().has(said.question()))
                    return Answer.Refused.because("answers[" + n + "].question", "evaluation.no-question");
                String words = said.words();
                if (words != null && namesTheChild(id, words)) return named(actor, one, n);
                if (words == null) answers.remove(said.question());
                else answers.put(said.question(), words);
            }
            boolean ended = Boolean.TRUE.equals(input.ended());
            Integer minutes = ended && one.study() != null ? lasted(one, input.minutes()) : null;
            if (minutes != null && minutes > FieldInterview.LONGEST_MINUTES)
                return Answer.Refused.because("minutes", "evaluation.interview-too-long");
            if (minutes != null && minutes > passed(one))
                return Answer.Refused.because("minutes", "evaluation.interview-not-so-long");
            Integer version = input.version();
            if (!store.write(one, answers, ended, minutes, version == null ? one.version() : version))
                return new Answer.Overtaken<>();
            return noted(actor, "evaluation.interview-written", id);
        });
    }

    /** As it is said, or until now. */
    private int lasted(FieldInterview one, @Nullable Integer said) {
        return said == null ? passed(one) : said;
    }

    /** Minutes since it began, begun ones too. */
    private int passed(FieldInterview one) {
        return (int) Duration.between(one.heldAt(), clock.instant()).toMinutes() + 1;
    }

    /** By the blind tokens of its names: nobody reads them for this, and the refusal says no more than the writer heard. */
    private boolean namesTheChild(UUID interview, String words) {
        List<String> exact = NameParts.exactIn(words);
        return !exact.isEmpty() && store.namesTheChild(interview, vault.blind(exact));
    }

    private Answer<FieldInterview> named(Actor actor, FieldInterview one, int row) {
        note(actor, "evaluation.name-refused", one.mission(), one.code());
        return Answer.Refused.because("answers[" + row + "].words", "evaluation.names-the-child");
    }

    /**
     * At once, and for good: no answer is taken any more, and who follows the child is asked to see to it; where staff is accused, the data protection officer.
     * A complaint that cannot be taken in holds up no stop: the officer has the child's safety as a task already.
     */
    Answer<FieldInterview> stop(Actor actor, UUID id, StopInterview input) {
        return on(actor, id, one -> {
            if (one.isOver()) return Answer.Refused.because("main", "evaluation.interview-over");
            keep(actor, one, input.answers());
            String told = words.text("evaluation.stop.complaint", words.code("evaluation.distress", input.why()));
            one.accused().forEach(structure -> conduct.raise(actor, Ids.next(), structure, toldTo(one, told)));
            store.stop(one, input.why(), Ids.next(), new Heard(DISTRESS, null));
            return noted(actor, "evaluation.interview-stopped", id);
        });
    }

    /**
     * Before a danger is reported, which waits for no wording.
     *
     * @return whether all that was written is kept
     */
    Answer<Boolean> keepBeforeHarm(Actor actor, UUID id, List<WriteAnswers.Said> said) {
        return transactions.as(actor, () -> {
            FieldInterview one = find(actor, id).orElse(null);
            if (one == null) return new Answer.NotFound<>();
            if (!one.own()) return new Answer.Forbidden<>();
            return new Answer.Done<>(!one.isOver() && keep(actor, one, said));
        });
    }

    /** What was written so far, as far as it may be written; whether that is all. */
    private boolean keep(Actor actor, FieldInterview one, List<WriteAnswers.Said> said) {
        Map<String, String> answers = new LinkedHashMap<>(one.answers());
        boolean all = true;
        for (WriteAnswers.Said each : said) {
            String words = each.words();
            if (words == null) continue;
            boolean names = namesTheChild(one.id(), words);
            if (names) note(actor, "evaluation.name-refused", one.mission(), one.code());
            if (!names
                    && one.guide().has(each.question())
                    && ReportWords.wrong("words", words).isEmpty()) answers.put(each.question(), words);
            else all = false;
        }
        return (answers.equals(one.answers()) || store.write(one, answers, false, null, one.version())) && all;
    }

    /** A cause that an alert shows in its reader's language, marked by a character that no form accepts ({@code followup.alert}). */
    private static final String DISTRESS = "\u001fEVALUATION_DISTRESS\u001f\u001f";

    /** The actor learns that it went out, and nothing else. */
    Answer<FieldInterview> report(Actor actor, UUID id, ReportHarm input) {
        return on(actor, id, one -> {
            if (one.study() == null) return Answer.Refused.because("main", "evaluation.no-child");
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            sent.keep(input.id(), input);
            Answer<FieldInterview> refused = complain(actor, one, input);
            if (refused != null) return refused;
            store.report(one, input, new Heard(input.what(), null));
            return noted(actor, "evaluation.harm-reported", id);
        });
    }

    /** Of staff; and whatever else is told once staff is accused in this interview. */
    private @Nullable Answer<FieldInterview> complain(Actor actor, FieldInterview one, ReportHarm input) {
        boolean byStaff = Boolean.TRUE.equals(input.byStaff());
        if (!byStaff && one.accused().isEmpty()) return null;
        String structure = byStaff ? input.structure() : one.accused().getFirst();
        if (structure == null) return Answer.Refused.because("structure", "evaluation.no-staff-structure");
        if (!conduct.receives()) return Answer.Refused.because("byStaff", "evaluation.complaint-elsewhere");
        return conduct.raise(actor, input.id(), structure, toldTo(one, input.what()))
                ? null
                : Answer.Refused.because("structure", "evaluation.no-structure");
    }

    /** Who receives a complaint finds the child by the study code. */
    private static String toldTo(FieldInterview one, String words) {
        return words + "\n\n" + one.mission() + ", " + one.code() + ", " + one.study();
    }

    private Answer<FieldInterview> on(
            Actor actor, UUID id, java.util.function.Function<FieldInterview, Answer<FieldInterview>> act) {
        return transactions.as(actor, () -> {
            FieldInterview one = find(actor, id).orElse(null);
            if (one == null) return new Answer.NotFound<>();
            return one.own() ? act.apply(one) : new Answer.Forbidden<>();
        });
    }

    private Answer<FieldInterview> noted(Actor actor, String act, UUID id) {
        FieldInterview now = store.find(id).orElseThrow();
        note(actor, act, now.mission(), now.code());
        return new Answer.Done<>(now);
    }

    private void note(Actor actor, String act, String mission, @Nullable String interview) {
        events.publishEvent(new Acted(
                actor,
                act,
                interview == null ? Map.of("mission", mission) : Map.of("mission", mission, "interview", interview)));
    }

    private static String upper(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }
}

package org.akoma.protection.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The child's best interests: what was weighed, by whom, and what the child said. Records are added, never changed. A determination counts for a
 * return once a supervisor who did not write it has confirmed its panel ({@code trust.md 3}).
 */
@Service
public class BestInterests {

    public static final String PANEL = "PANEL";

    private final BestInterestsStore store;
    private final CaseWork work;
    private final Policies policies;
    private final Decisions decisions;
    private final BorderPapers papers;

    BestInterests(
            BestInterestsStore store, CaseWork work, Policies policies, Decisions decisions, BorderPapers papers) {
        this.store = store;
        this.work = work;
        this.policies = policies;
        this.decisions = decisions;
        this.papers = papers;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Weighing>> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.best-interests-read", file -> store.of(file.id()));
    }

    public Outcome<Weighing> weigh(Actor actor, String code, WeighBestInterests command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.NOTES,
                new Once<>(
                        command.id(), command, file -> CaseWork.among(store.of(file.id()), Weighing::id, command.id())),
                file -> {
                    FieldError why = command.refusal(policies);
                    if (why == null) why = unknownMinutes(file, command);
                    if (why != null) return new Outcome.Refused<>(why);
                    Weighing made = new Weighing(
                            command.id(),
                            command.kind(),
                            command.ground(),
                            work.now(),
                            command.panel(),
                            command.words(),
                            command.answer(),
                            command.minutesDocument(),
                            actor.personId());
                    store.insert(file.id(), made);
                    if (made.kind() == Weighing.Kind.DETERMINATION) propose(actor, file, made);
                    work.note(
                            file,
                            Section.NOTES,
                            "cases.best-interests-weighed",
                            Map.of(
                                    "kind",
                                    made.kind().name(),
                                    "panel",
                                    made.panel().size()));
                    return new Outcome.Done<>(made);
                });
    }

    /** Minutes are a document of this file that the actor reads, and no drawing or picture of a person. */
    private @Nullable FieldError unknownMinutes(CaseFile file, WeighBestInterests command) {
        UUID document = command.minutesDocument();
        boolean there = document == null
                || papers.of(file).stream().anyMatch(paper -> paper.id().equals(document) && paper.mayBeMinutes());
        return there ? null : FieldError.of("minutesDocument", "cases.no-such-document");
    }

    /** Documents of the file that may be the minutes of a panel. */
    List<BorderPapers.Paper> papers(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.NOTES,
                        file -> papers.of(file).stream()
                                .filter(BorderPapers.Paper::mayBeMinutes)
                                .toList())
                .orElse(List.of());
    }

    private void propose(Actor actor, CaseFile file, Weighing made) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("members", made.panel().stream().map(Weighing.Member::who).toList());
        fields.put(
                "professions",
                made.panel().stream().map(Weighing.Member::profession).toList());
        Weighing.Answer answer = made.answer();
        fields.put("answer", answer == null ? null : answer.solution());
        fields.put("toCountry", answer == null ? null : answer.country());
        fields.put("determined", made.words().decision());
        fields.put("minutes", made.words().minutes());
        fields.put("minutesDocument", address(file, made.minutesDocument()));
        decisions.propose(
                actor,
                Proposal.onFile(PANEL, file.id(), made.id(), 1)
                        .writtenBy(Set.of(made.author()))
                        .restingOn(made.minutesDocument())
                        .with(Proposed.sideBySide(Map.of(), fields)));
    }

    private static @Nullable String address(CaseFile file, @Nullable UUID document) {
        return document == null ? null : "/cases/" + file.code() + "/attachments/" + document;
    }

    /** A supervisor who did not write it confirms that these members sat and decided so, as the minutes say; or does not, with a reason. */
    public Outcome<Decision> confirm(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.CASE_APPROVE, Section.NOTES, file -> {
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done(var decided))) return Verdicts.refusal(verdict);
            work.note(file, Section.NOTES, agreed ? "cases.panel-confirmed" : "cases.panel-refused", Map.of());
            return new Outcome.Done<>(decided);
        });
    }

    /** How each determination on this file was confirmed, or that it waits, by its id; nothing to who does not see the notes. */
    public Map<UUID, Decision.State> panels(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.NOTES,
                        file -> store.of(file.id()).stream()
                                .flatMap(one ->
                                        decisions.of(PANEL, one.id()).stream().limit(1))
                                .collect(Collectors.toMap(Decision::subject, Decision::state)))
                .orElse(Map.of());
    }

    /** Newest first. Call inside an actor's transaction; not journalled. */
    public List<Weighing> of(UUID file) {
        return store.of(file);
    }

    /** What was determined last and confirmed; empty when nothing was. Call inside an actor's transaction. */
    public Optional<Weighing> determined(UUID file) {
        return store.determined(file);
    }
}

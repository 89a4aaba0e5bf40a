package org.akoma.protection.rights;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.DecidableOnFile;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** That what is held about a child leaves: what the supervisor sees before they agree, with the way to the whole of it. */
@Component
class RightsDecisions implements DecidableOnFile {

    private final AccessRequests requests;
    private final CaseFiles files;
    private final Decisions decisions;
    private final Formats words;

    RightsDecisions(AccessRequests requests, CaseFiles files, Decisions decisions, Formats words) {
        this.requests = requests;
        this.files = files;
        this.decisions = decisions;
        this.words = words;
    }

    @Override
    public CaseFiles files() {
        return files;
    }

    @Override
    public String kind() {
        return AccessRequests.KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("by", "language");
    }

    /** As it is kept; what the request says beside is for people to read. */
    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        CaseFile file = file(decision).orElse(null);
        AccessRequest asked = requests.find(decision.subject()).orElse(null);
        if (file == null || asked == null) return Optional.empty();
        String page = RightsPages.of(file.code()) + "/" + asked.id();
        return Optional.of(new Shown(
                file.code(),
                page,
                List.of(
                        Shown.Field.code(
                                "rights.access.by",
                                "rights.askers",
                                null,
                                asked.by().name()),
                        new Shown.Field("rights.access.guardians", null, List.of(), guardians(asked)),
                        Shown.Field.day("rights.access.on", null, asked.on()),
                        Shown.Field.code(
                                "rights.access.checked",
                                "rights.checks",
                                null,
                                asked.checked().name()),
                        Shown.Field.text(
                                "rights.access.childAgrees",
                                null,
                                asked.childAgrees() == null ? null : words.answer(asked.childAgrees())),
                        Shown.Field.code(
                                "rights.access.language",
                                "rights.languages",
                                null,
                                asked.language().name()),
                        Shown.Field.codes(
                                "rights.access.leaveOut", "rights.parts", List.of(), AccessRequests.leftOut(asked))),
                List.of(new Shown.Note(words.text("rights.decide.note"), page, words.text("rights.decide.open")))));
    }

    private static List<Object> guardians(AccessRequest asked) {
        return asked.guardians().stream()
                .<Object>map(one -> new Shown.Line(List.of(
                        new Shown.Part(null, one.name()),
                        new Shown.Part("guardian-kind", one.kind().name()),
                        new Shown.Part(Shown.DAYS_OF_YEAR, one.since().toString()))))
                .toList();
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision).orElse(null);
        if (file == null) return new Decisions.Verdict.NotFound();
        return Verdicts.of(requests.decide(actor, file.code(), decision, agreed, reason), decisions, decision);
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return file(decision).map(file -> RightsPages.of(file.code()));
    }
}

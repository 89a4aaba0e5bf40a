package org.akoma.exchange.htcds;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.registration.ImportedRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does with some rows of an import what was ordered: opens a file, or keeps the sender's identifier with the file that the child has. */
@Component
class RowImport {

    /** As a registration that goes on in spite of files that sound alike. */
    private static final String ANYWAY = "cases.registered-anyway";

    private static final String ATTACHED = "exchange.row-attached";

    private final Cases cases;
    private final ImportedFile contents;
    private final ImportedRows sources;
    private final RowAnswerStore answers;
    private final CarriedStore carried;
    private final Journal journal;
    private final Clock clock;

    RowImport(
            Cases cases,
            ImportedFile contents,
            ImportedRows sources,
            RowAnswerStore answers,
            CarriedStore carried,
            Journal journal,
            Clock clock) {
        this.cases = cases;
        this.contents = contents;
        this.sources = sources;
        this.answers = answers;
        this.carried = carried;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What came of some rows.
     *
     * @param codes of the files made
     * @param attached codes of the files to whose child a row belongs
     */
    record Done(List<String> codes, List<String> attached) {}

    /** Call inside the actor's transaction. A row that another import made a file in the meantime is passed over. */
    Done run(Actor actor, UUID job, List<ImportOrder.Step> steps, FileRows.Read file) {
        Map<String, ChildRow> children = file.byEither();
        Set<String> known = new HashSet<>(sources.known(
                actor, steps.stream().map(ImportOrder.Step::digest).toList()));
        Done done = new Done(new ArrayList<>(), new ArrayList<>());
        for (ImportOrder.Step step : steps) {
            ChildRow child = children.get(step.digest());
            if (child == null) throw new IllegalStateException("A row of the file is read otherwise than before");
            if (step.same())
                attach(actor, step, child, file.others().get(step.digest())).ifPresent(done.attached()::add);
            else if (!known.contains(step.digest())) done.codes().add(open(actor, job, step, child));
        }
        return done;
    }

    private String open(Actor actor, UUID job, ImportOrder.Step step, ChildRow child) {
        OpenCase.Result result = cases.open(actor, child.opening(step.file(), step.digest()));
        if (!(result instanceof OpenCase.Result.Opened opened))
            throw new IllegalStateException("A row of an import was answered with " + result.getClass());
        UUID file = opened.file().id();
        contents.fill(actor, opened.file(), child);
        if (!child.carried().isEmpty()) carried.insert(file, job, child.carried());
        OtherChild reason = step.reason();
        if (reason != null) {
            answers.insert(actor, step.digest(), file, reason, said(child, step), clock.instant());
            journal.note(
                    file,
                    Section.IDENTITY,
                    ANYWAY,
                    Map.of("alike", step.alike(), "elsewhere", false, "reason", reason.name()));
        }
        return opened.file().code();
    }

    /**
     * Empty where no file can be named, or the actor may not write who its child is: the row is left out all the same.
     *
     * @param content digest of all that the row says, so that the same words are asked about once; null where the row is known by it already
     */
    private Optional<String> attach(Actor actor, ImportOrder.Step step, ChildRow child, @Nullable String content) {
        Optional<RowAnswerStore.Held> file = step.above() != null
                ? answers.fileOf(step.above())
                : Optional.ofNullable(step.code())
                        .flatMap(code -> cases.find(actor, code))
                        .map(found -> new RowAnswerStore.Held(found.id(), found.code()));
        if (file.isEmpty()) return Optional.empty();
        UUID id = file.get().id();
        if (!answers.insert(actor, step.digest(), id, null, said(child, step), clock.instant()))
            return Optional.empty();
        if (content != null) answers.insert(actor, content, id, null, said(child, step), clock.instant());
        journal.note(id, Section.IDENTITY, ATTACHED, Map.of("row", child.row().number()));
        return Optional.of(file.get().code());
    }

    private static RowAnswerStore.Said said(ChildRow child, ImportOrder.Step step) {
        return new RowAnswerStore.Said(child.row().caseId(), step.alike());
    }
}

package org.akoma.protection.cases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;

/**
 * One kind of decision on a child's file for the page of what is to be decided: shows what is proposed beside the present values, and passes the
 * verdict to the part of the room that it concerns.
 */
public final class FileDecidable implements DecidableOnFile {

    /** Takes the verdict, as the room's own address does. */
    public interface Verdict {
        Outcome<?> take(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason);
    }

    /** What is undone when the proposal was taken back. */
    public interface Undoing {
        void undo(Actor actor, CaseFile file, Decision decision);
    }

    private final String kind;
    private final String page;
    private final List<String> names;
    private final CaseFiles files;
    private final Decisions decisions;
    private final Verdict verdict;
    private final Undoing undoing;
    private final Detail detail;
    private final Lead lead;
    private final String form;
    private final Set<String> needs;
    private final Keeping keeping;
    private final Naming naming;

    /** What is shown besides, read from the record itself as far as the reader may read it. */
    public interface Detail {
        List<Shown.Field> of(CaseFile file, Decision decision);
    }

    /** What has to be known before one answers it, while it waits. */
    public interface Lead {
        List<Shown.Note> of(Actor actor, CaseFile file, Decision decision);
    }

    /** Shows a proposed value as the reader knows it, such as a code with its name. */
    public interface Naming {
        Shown.Field of(Actor actor, Shown.Field field);
    }

    /** Why it is only agreed to while it waits ({@link Decidable#onlyAgreed}). */
    public interface Keeping {
        Optional<FieldError> of(Decision decision);
    }

    /**
     * @param page of the file, such as {@code /tracing}
     * @param names of what is shown, in this order
     */
    public FileDecidable(
            String kind,
            String page,
            List<String> names,
            CaseFiles files,
            Decisions decisions,
            Verdict verdict,
            Undoing undoing) {
        this(kind, page, names, files, decisions, verdict, undoing, (file, decision) -> List.of());
    }

    public FileDecidable(
            String kind,
            String page,
            List<String> names,
            CaseFiles files,
            Decisions decisions,
            Verdict verdict,
            Undoing undoing,
            Detail detail) {
        this(
                kind,
                page,
                names,
                files,
                decisions,
                verdict,
                undoing,
                detail,
                (actor, file, decision) -> List.of(),
                page,
                Set.of(),
                decision -> Optional.empty(),
                (actor, field) -> field);
    }

    private FileDecidable(
            String kind,
            String page,
            List<String> names,
            CaseFiles files,
            Decisions decisions,
            Verdict verdict,
            Undoing undoing,
            Detail detail,
            Lead lead,
            String form,
            Set<String> needs,
            Keeping keeping,
            Naming naming) {
        this.naming = naming;
        this.keeping = keeping;
        this.needs = Set.copyOf(needs);
        this.form = form;
        this.lead = lead;
        this.kind = kind;
        this.page = page;
        this.names = List.copyOf(names);
        this.files = files;
        this.decisions = decisions;
        this.verdict = verdict;
        this.undoing = undoing;
        this.detail = detail;
    }

    /** The same with sentences above what is shown. */
    public FileDecidable led(Lead by) {
        return new FileDecidable(
                kind, page, names, files, decisions, verdict, undoing, detail, by, form, needs, keeping, naming);
    }

    /** The same, which is neither refused nor taken back while this says why not. */
    public FileDecidable kept(Keeping by) {
        return new FileDecidable(
                kind, page, names, files, decisions, verdict, undoing, detail, lead, form, needs, by, naming);
    }

    /**
     * The same, whose form is not where the record is read.
     *
     * @param page of the file; {@code %s} is the id of the record
     */
    public FileDecidable typedAt(String page) {
        return new FileDecidable(
                kind, this.page, names, files, decisions, verdict, undoing, detail, lead, page, needs, keeping, naming);
    }

    /** The same, of which a request without these fields says nothing. */
    public FileDecidable needing(Set<String> fields) {
        return new FileDecidable(
                kind, page, names, files, decisions, verdict, undoing, detail, lead, form, fields, keeping, naming);
    }

    /** The same, whose proposed values are shown as this says. */
    public FileDecidable named(Naming by) {
        return new FileDecidable(
                kind, page, names, files, decisions, verdict, undoing, detail, lead, form, needs, keeping, by);
    }

    @Override
    public CaseFiles files() {
        return files;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return file(decision)
                .map(file -> new Shown(
                        file.code(),
                        "/cases/" + file.code() + page,
                        Stream.concat(
                                        Proposed.fields(decision, names).stream()
                                                .map(field -> naming.of(actor, field)),
                                        detail.of(file, decision).stream())
                                .toList(),
                        decision.waits() ? lead.of(actor, file, decision) : List.of()));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision).orElse(null);
        if (file == null) return new Decisions.Verdict.NotFound();
        return Verdicts.of(verdict.take(actor, file.code(), decision, agreed, reason), decisions, decision);
    }

    @Override
    public Optional<FieldError> onlyAgreed(Actor actor, Decision decision) {
        return keeping.of(decision);
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        file(decision).ifPresent(file -> undoing.undo(actor, file, decision));
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return file(decision)
                .map(file -> "/cases/" + file.code() + form.formatted(decision.subject()) + "?again=" + decision.id());
    }
}

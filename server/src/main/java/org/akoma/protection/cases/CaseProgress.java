package org.akoma.protection.cases;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves a file from status to status ({@code requirements.md 2.2}): the change, its place in the history, and the journal. */
@Component
public class CaseProgress {

    public static final String CHANGED = "cases.status-changed";

    private final CaseFiles files;
    private final CaseStore store;
    private final CaseWork work;

    CaseProgress(CaseFiles files, CaseStore store, CaseWork work) {
        this.files = files;
        this.store = store;
        this.work = work;
    }

    /** Why the file may not pass to this status ({@code cases.status}), or null when it may. */
    static @Nullable FieldError refusal(CaseFile file, CaseFile.Status next) {
        return file.status().mayBecome(next)
                ? null
                : FieldError.of("status", "cases.status", file.status().name(), next.name());
    }

    /**
     * Moves it. The caller has asked {@link #refusal}: an illegal move here is a bug and throws.
     *
     * @return the file in its new status
     */
    public CaseFile move(CaseFile file, CaseFile.Status next) {
        if (refusal(file, next) != null)
            throw new IllegalStateException("cases.status: " + file.status() + " to " + next);
        files.turn(file.id(), CaseFiles.Turn.STATUS, next.name(), work.now());
        work.note(
                file,
                Section.STATUS,
                CHANGED,
                Map.of("status", List.of(file.status().name(), next.name())));
        return files.find(file.id()).orElseThrow();
    }

    /** A request to close was returned: the file gets the status back that it had before. */
    public CaseFile goBack(CaseFile file) {
        CaseFile.Status before = store.statusBefore(file.id());
        boolean worked = before == CaseFile.Status.ACTIVE || before == CaseFile.Status.FOLLOW_UP;
        return worked ? activate(file) : move(file, before);
    }

    /** Sets the status to FOLLOW_UP when the child already lives in a home, else to ACTIVE. */
    public CaseFile activate(CaseFile file) {
        boolean home = file.isInHome();
        if (home && file.status().mayBecome(CaseFile.Status.FOLLOW_UP)) return move(file, CaseFile.Status.FOLLOW_UP);
        CaseFile active = move(file, CaseFile.Status.ACTIVE);
        return home ? move(active, CaseFile.Status.FOLLOW_UP) : active;
    }
}

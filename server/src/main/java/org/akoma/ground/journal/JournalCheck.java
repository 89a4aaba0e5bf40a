package org.akoma.ground.journal;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Said;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyRefused;
import org.jspecify.annotations.Nullable;

/** A short look at the journal: whether database and file of roots have the same past, and whether the last hours fit. */
public final class JournalCheck {

    private static final int LAST = 100;

    private JournalCheck() {}

    /** @param custody a connection of the custodian's login */
    public static List<CheckResult> of(Connection custody, DataFolder data) {
        RootStore store = RootStore.over(custody);
        RootFile file = new RootFile(data.root());
        try {
            Said misfit = difference(store, file);
            if (misfit == null) misfit = lastMisfit(store, new Signer(new KeyFiles(data.keysFolder())), file);
            return List.of(
                    misfit == null
                            ? CheckResult.ok("doctor.journal.fits", RootFile.NAME)
                            : CheckResult.wrong("doctor.journal.misfit", misfit));
        } catch (UncheckedIOException e) {
            return List.of(CheckResult.wrong("doctor.journal.unreadable", RootFile.NAME, e.getMessage()));
        } catch (KeyRefused key) {
            return List.of(CheckResult.wrong("doctor.journal.key", key.said()));
        } catch (IllegalStateException key) {
            return List.of(CheckResult.wrong("doctor.journal.key", key.getMessage()));
        }
    }

    private static @Nullable Said lastMisfit(RootStore store, Signer signer, RootFile file) {
        RootCheck check = new RootCheck(store, signer);
        List<Root> newest = store.newest(LAST + 1).reversed();
        Map<Long, byte[]> kept =
                newest.isEmpty() ? Map.of() : new HashMap<>(file.kept().lines());
        Root before = null;
        for (Root root : newest) {
            boolean hasOneBefore = before != null || root.from().equals("0");
            Said misfit = hasOneBefore ? check.misfit(root, before, kept.get(root.n())) : null;
            if (misfit != null) return misfit;
            before = root;
        }
        return null;
    }

    /** Database and file compared by their newest roots; null when they have the same past. */
    static @Nullable Said difference(RootStore store, RootFile file) {
        String line = file.newestLine();
        Long kept = line.isEmpty() ? Long.valueOf(0) : Root.numberOf(line);
        if (kept == null) return Said.of("journal.last-line", RootFile.NAME);
        Root last = store.last();
        long newest = last == null ? 0 : last.n();
        long before = store.published(file.folder());
        if (kept > newest) return Said.of("journal.older", RootFile.NAME, kept, newest);
        if (kept < before) return Said.of("journal.cut", RootFile.NAME, kept, before);
        if (last != null && kept == newest && !line.equals(last.line()))
            return Said.of("journal.differs", newest, RootFile.NAME);
        return null;
    }
}

package org.akoma.ground.journal;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.KeyFiles;
import org.jspecify.annotations.Nullable;

/** A short look at the journal: whether database and file of roots have the same past, and whether the last hours fit. */
public final class JournalCheck {

    private static final int LAST = 100;

    private JournalCheck() {}

    /** @param custody a connection of the custodian's login */
    public static List<CheckResult> of(Connection custody, DataFolder data) {
        RootStore store = RootStore.over(custody);
        RootFile file = new RootFile(data.root());
        String mend = "Compare all of it with ./akoma journal verify, and with a partner's copy: --roots FILE.";
        try {
            String different = difference(store, file);
            if (different != null) return List.of(CheckResult.wrong("The journal: " + different + ".", mend));
            String misfit = lastMisfit(store, new Signer(new KeyFiles(data.keysFolder())), file);
            return List.of(
                    misfit == null
                            ? CheckResult.ok("The journal's last roots fit their entries and " + RootFile.NAME + ".")
                            : CheckResult.wrong("The journal: " + misfit + ".", mend));
        } catch (UncheckedIOException e) {
            return List.of(CheckResult.wrong(
                    RootFile.NAME + " cannot be read (" + e.getMessage() + ").",
                    "Give the file to the user that runs Akoma."));
        } catch (IllegalStateException key) {
            return List.of(CheckResult.wrong(String.valueOf(key.getMessage()), "Bring the keys back from their copy."));
        }
    }

    private static @Nullable String lastMisfit(RootStore store, Signer signer, RootFile file) {
        RootCheck check = new RootCheck(store, signer);
        List<Root> newest = store.newest(LAST + 1).reversed();
        Map<Long, byte[]> kept =
                newest.isEmpty() ? Map.of() : new HashMap<>(file.kept().lines());
        Root before = null;
        for (Root root : newest) {
            boolean hasOneBefore = before != null || root.from().equals("0");
            String misfit = hasOneBefore ? check.misfit(root, before, kept.get(root.n())) : null;
            if (misfit != null) return misfit;
            before = root;
        }
        return null;
    }

    /** Database and file compared by their newest roots; null when they have the same past. */
    static @Nullable String difference(RootStore store, RootFile file) {
        String line = file.newestLine();
        Long kept = line.isEmpty() ? Long.valueOf(0) : Root.numberOf(line);
        if (kept == null) return "the last line of " + RootFile.NAME + " is no root";
        Root last = store.last();
        long newest = last == null ? 0 : last.n();
        long before = store.published(file.folder());
        if (kept > newest)
            return RootFile.NAME + " goes to root " + kept + " and the database to root " + newest
                    + ": the database is older than what was published";
        if (kept < before)
            return RootFile.NAME + " goes to root " + kept + " and went to root " + before + ": it was cut or lost";
        if (last != null && kept == newest && !line.equals(last.line()))
            return "root " + newest + " differs from the one in " + RootFile.NAME;
        return null;
    }
}

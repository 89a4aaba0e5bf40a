package org.akoma.ground.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.akoma.Command;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.FolderCheck;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code ./akoma journal verify [--roots FILE]}. */
@Component
class VerifyCommand implements Command {

    private final Verifier verifier;
    private final DataFolder data;

    VerifyCommand(Verifier verifier, @Value("${akoma.data:data}") Path data) {
        this.verifier = verifier;
        this.data = new DataFolder(data);
    }

    @Override
    public String name() {
        return "journal verify";
    }

    @Override
    public int run(Order order) {
        Path partners = order.file().orElse(null);
        if (partners != null && !Files.isReadable(partners)) {
            order.err().println(Said.say("journal.no-roots", partners));
            return 1;
        }
        Verification found = verifier.verify(partners);
        Said misfit = found.said();
        if (misfit != null) {
            order.err().println(misfit.own());
            restored().ifPresent(order.err()::println);
            return 1;
        }
        Object roots = partners == null ? RootFile.NAME : partners;
        order.out().println(Said.say("journal.fits", found.entries(), found.roots(), found.kept(), roots));
        restored().ifPresent(order.out()::println);
        return 0;
    }

    /** A copy of the roots that a partner took after that backup goes further than this database, or goes on differently. */
    private Optional<String> restored() {
        return FolderCheck.restored(data).map(words -> Said.say("journal.restored", words));
    }
}

package org.akoma.ground.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.akoma.Command;
import org.springframework.stereotype.Component;

/** {@code ./akoma journal verify [--roots FILE]}. */
@Component
class VerifyCommand implements Command {

    private final Verifier verifier;

    VerifyCommand(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String name() {
        return "journal verify";
    }

    @Override
    public int run(Order order) {
        Path partners = order.file().orElse(null);
        if (partners != null && !Files.isReadable(partners)) {
            order.err().println("There is no file of roots at " + partners + ".");
            return 1;
        }
        Verification found = verifier.verify(partners);
        if (found.misfit() != null) {
            order.err().println(found.misfit());
            return 1;
        }
        order.out()
                .println(found.entries() + " entries and " + found.roots() + " roots fit. " + found.kept()
                        + " of the roots lie in " + (partners == null ? RootFile.NAME : partners) + ".");
        return 0;
    }
}

package org.akoma.journal;

import org.akoma.Command;
import org.springframework.stereotype.Component;

/** {@code ./akoma journal verify}. */
@Component
class VerifyCommand implements Command {

    private final Verifier verifier;

    VerifyCommand(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String words() {
        return "journal verify";
    }

    @Override
    public int run(Order order) {
        Verification found = verifier.verify();
        if (found.misfit() != null) {
            order.err().println(found.misfit());
            return 1;
        }
        order.out().println(found.entries() + " entries and " + found.roots() + " roots fit.");
        return 0;
    }
}

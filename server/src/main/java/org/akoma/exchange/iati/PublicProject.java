package org.akoma.exchange.iati;

import java.util.Optional;
import org.akoma.programme.publication.ProjectSaid;
import org.springframework.stereotype.Component;

/** What two people agreed to say of the project, for the public page. */
@Component
record PublicProject(FactStore store) implements ProjectSaid {

    @Override
    public Optional<Said> said() {
        return store.said();
    }
}

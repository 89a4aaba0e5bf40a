package org.akoma.protection.overview;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.homecoming.Tracings;
import org.akoma.protection.identity.EarlierVersion;
import org.akoma.protection.identity.Families;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.record.Exploitations;
import org.springframework.stereotype.Service;

/** What was written of a child and written anew since: nothing of it is lost (trust.md 4). */
@Service
class FormerRecords {

    private static final String READ = "cases.former-read";

    private final CaseWork work;
    private final Exploitations exploitations;
    private final Families families;
    private final Identities identities;
    private final Tracings tracings;

    FormerRecords(
            CaseWork work, Exploitations exploitations, Families families, Identities identities, Tracings tracings) {
        this.work = work;
        this.exploitations = exploitations;
        this.families = families;
        this.identities = identities;
        this.tracings = tracings;
    }

    /** Newest first; the reading is journalled. Empty when the file or its section does not exist for the actor. */
    Optional<List<EarlierVersion>> read(Actor actor, String code, EarlierVersion.Kind kind) {
        return work.open(actor, code, kind.section, READ, file -> of(file.id(), kind));
    }

    private List<EarlierVersion> of(UUID file, EarlierVersion.Kind kind) {
        return switch (kind) {
            case EXPLOITATION -> exploitations.former(file);
            case FAMILY -> families.former(file);
            case IDENTITY -> identities.former(file);
            case TRACING -> tracings.former(file);
        };
    }
}

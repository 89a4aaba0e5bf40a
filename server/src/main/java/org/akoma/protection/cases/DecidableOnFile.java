package org.akoma.protection.cases;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;

/** A kind of decision about one child's file, which the reader may not see: titled by the file's code. */
public interface DecidableOnFile extends Decidable {

    CaseFiles files();

    default Optional<CaseFile> file(Decision decision) {
        return decision.fileId() == null ? Optional.empty() : files().find(decision.fileId());
    }

    @Override
    default Optional<String> title(Actor actor, Decision decision) {
        return file(decision).map(CaseFile::code);
    }
}

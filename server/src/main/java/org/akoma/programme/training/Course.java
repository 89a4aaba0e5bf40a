package org.akoma.programme.training;

import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;

/**
 * What is taught. Another content is another edition.
 *
 * @param edition from 1
 */
public record Course(UUID id, String code, int edition, String title, Set<TrainingModule> modules) {
    public Course {
        modules = EnumSets.inOrder(TrainingModule.class, modules);
    }

    /** {@code TWO-DAYS/1}. */
    public String name() {
        return code + "/" + edition;
    }
}

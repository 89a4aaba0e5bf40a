package org.akoma.ground.journal;

import org.springframework.context.ApplicationContext;

/** For tests of other rooms that need a signed root: the house signs one each minute, and a test does not wait for it. */
public final class SealedRoots {

    private SealedRoots() {}

    public static void sealNow(ApplicationContext house) {
        house.getBean(Roots.class).seal();
    }
}

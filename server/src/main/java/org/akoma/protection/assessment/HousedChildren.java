package org.akoma.protection.assessment;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * The shelter that reads what it has to do for the safety of a child who sleeps there. The safety plan itself is for who works on the case; the worker who
 * writes it hands it on in the same act, so that the words are written once. Where a child sleeps another room knows.
 */
public interface HousedChildren {

    /**
     * A shelter that the actor may write to.
     *
     * @param called its name
     * @param reads what it reads now; null = nothing is written for it
     */
    record House(String called, @Nullable String reads) {}

    /** Empty: the child sleeps in no shelter, or the actor does not write to it. Call inside the actor's transaction. */
    Optional<House> house(Actor actor, CaseFile file);

    /** From now on the house reads these words; its people and the supervisor are rung. Call inside the actor's transaction, where there is a house. */
    void hand(Actor actor, CaseFile file, String words);
}

package org.akoma.exchange.scenario;

/**
 * One subject of a scenario beyond the opening of the files: visits, payments, referrals … A bean that reads, checks and tells its own
 * sections, so that no other part of the import names it. {@code @Order} decides the turn of acts at one moment.
 */
interface Chapter {

    /** What was read, ready to be told. */
    @FunctionalInterface
    interface Telling {

        /** Puts the acts on the timeline; nothing is asked of the house before they run. */
        void tell(Story story, StoryIds ids, StoryCast cast, Timeline timeline);
    }

    /**
     * Reads and checks this chapter's sections; what is wrong is noted through {@code all} and its elements.
     *
     * @param all the whole scenario
     * @param story its people, structures, shelters and children; where they are not sound nothing of it will be told, and what was not given
     *     reads as nothing, zero or {@link java.time.Instant#EPOCH}
     */
    Telling read(Told all, Story story);
}

package org.akoma.exchange.scenario;

/**
 * One subject of a scenario beyond the opening of the files: visits, payments, referrals … A bean that reads and checks its own sections and
 * adds their acts to the timeline, so that no other part of the import names it. {@code @Order} decides the order of acts at one moment.
 */
interface Chapter {

    /** The checked content of a section, ready to be put on the timeline. */
    @FunctionalInterface
    interface Telling {

        /** Puts the acts on the timeline; no facade is called before they run. */
        void tell(Story story, StoryIds ids, StoryCast cast, Timeline timeline);
    }

    /**
     * Reads and checks this chapter's sections; what is wrong is noted through {@code all} and its elements.
     *
     * @param all the whole scenario
     * @param story its people, structures, shelters and children; if they have errors nothing will be replayed, and missing values read as null,
     * zero or {@link java.time.Instant#EPOCH}
     */
    Telling read(Told all, Story story);
}

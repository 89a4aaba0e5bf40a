package org.akoma.exchange.scenario;

/**
 * One subject of a scenario beyond the opening of the files: visits, payments, referrals … A bean that reads and checks its own sections and
 * adds their acts to the timeline, so that no other part of the import names it. {@code @Order} decides the order of acts at one moment.
 */
interface ScenarioSection {

    /** The checked content of a section, ready to be put on the timeline. */
    @FunctionalInterface
    interface Acts {

        /** Puts the acts on the timeline; no facade is called before they run. */
        void schedule(Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline);
    }

    /**
     * Reads and checks the sections of this subject; what is wrong is noted through {@code all} and its elements.
     *
     * @param all the whole scenario
     * @param scenario its people, structures, shelters and children; if they have errors nothing will be replayed, and missing values read as null,
     * zero or {@link java.time.Instant#EPOCH}
     */
    Acts read(ScenarioNode all, Scenario scenario);
}

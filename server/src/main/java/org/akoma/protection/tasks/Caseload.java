package org.akoma.protection.tasks;

/**
 * What one worker carries ({@code requirements.md 2.4, T20}).
 *
 * @param worker user name
 * @param open files that are not closed
 * @param most how many there should be
 * @param late tasks past their last moment, counted to 200
 */
record Caseload(String worker, int open, int most, int late) {
    public boolean isOver() {
        return open > most;
    }
}

package org.akoma.exchange.scenario;

/** Stands in for what a scenario does not have and a form requires: a code, which each reader reads in their language ({@code words.recorded.<code>}). */
final class Placeholders {

    static final String NOT_TOLD = "NOT_TOLD";
    static final String NO_GUARDIAN_YET = "NO_GUARDIAN_YET";
    static final String CHILD_NOT_FOUND = "CHILD_NOT_FOUND";
    static final String ADMISSION = "ADMISSION_EXAMINATION";
    static final String FIRST_ASSESSMENT = "FIRST_ASSESSMENT";
    static final String ASSESSED_AGAIN = "ASSESSED_AFTER_PLACEMENT";
    static final String CALL_AND_ANSWER = "CALL_AND_ANSWER";
    static final String FAMILY_ABROAD = "FAMILY_ABROAD";
    static final String MET_BY_POLICE = "CHILD_MET_BY_POLICE";
    static final String NEEDED_NOW = "NEEDED_AT_ONCE";
    static final String OTHER_SERVICE = "SERVICE_NOT_GIVEN_HERE";
    static final String BEFORE_THE_RULES = "RETURNED_BEFORE_THE_RULES";
    static final String NO_LETTER = "ACCEPTED_WITHOUT_LETTER";
    static final String INDICATORS_MET = "INDICATORS_MET";
    static final String NO_NEWS = "NO_NEWS_SINCE_THE_VISIT";

    private Placeholders() {}
}

package org.akoma.airlock.slips;

/** Another slip of a child whose first slip was sent back. */
record OtherSlip(String number, How how) {
    enum How {
        /** It answers for the child: nobody waits any more. */
        ANSWERS,
        /** A second person is asked whether it is the same child's. */
        ASKED,
        /** A second person said that it is another child's. */
        JUDGED,
        /** It was written instead, and nobody has received the child by it yet. */
        REPLACED,
        /** It has the same number and was accepted, or was written instead, but elsewhere or with another sex or age: a supervisor says whether it is the same child's. */
        ACCEPTED
    }
}

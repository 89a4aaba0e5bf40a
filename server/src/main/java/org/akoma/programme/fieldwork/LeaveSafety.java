package org.akoma.programme.fieldwork;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Take back that one looks after the safety of a child that staff harms: then it is the task of who asked again. */
@InputForm(name = "evaluation.leave-safety", labels = "evaluation.safety")
record LeaveSafety(
        @Field(list = "evaluation.safety.left-why", as = Field.Widget.RADIOS)
        Why why) {

    enum Why {
        /** Absent, ill or without the means. */
        CANNOT,
        /** They work with who is accused, or know them. */
        BESIDE,
        /** Somebody outside this house looks after the child now: the authority, the police, its family. */
        TAKEN_OVER,
        /** The child is safe. */
        SAFE,
        OTHER;

        /** Whether the matter is over once who keeps the interview confirms it; else somebody else is called. */
        boolean ends() {
            return this == TAKEN_OVER || this == SAFE;
        }
    }
}

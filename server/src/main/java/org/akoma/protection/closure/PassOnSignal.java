package org.akoma.protection.closure;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Who leads the programme says by a code why a signal that nobody else reads ends; a second person agrees. */
@InputForm(name = "signals.pass-on", labels = "signals.pass-on")
record PassOnSignal(
        @Field(list = "signals.whys", as = Field.Widget.RADIOS)
        ReceivedSignal.Why why) {}

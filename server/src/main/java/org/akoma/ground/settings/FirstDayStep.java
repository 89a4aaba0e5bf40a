package org.akoma.ground.settings;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Say that something was done which no record can show. */
@InputForm(name = "settings.confirm-step", labels = "settings.first-day")
record FirstDayStep(@Field(list = "first-day-step") Step step) {

    /** What a person confirms. */
    enum Step {
        KEYS_COPIED,
        BACKUP_TRIED,
        LIMITS_READ
    }
}

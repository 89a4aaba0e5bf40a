package org.akoma.ground.forms;

import java.util.List;
import org.akoma.FieldError;

/** Input with rules between its fields that need nothing but the input. They are asked once every field by itself is sound. */
public interface Checked {

    /** Empty when the input may go on to the act. */
    List<FieldError> wrong();
}

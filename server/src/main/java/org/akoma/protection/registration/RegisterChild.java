package org.akoma.protection.registration;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.OpenCase;

/**
 * Open a file for a child after looking for one that may be hers already.
 *
 * @param anyway the worker saw the likely files and says that it is another child
 */
public record RegisterChild(OpenCase open, boolean anyway) {

    public sealed interface Result {
        record Registered(CaseFile file) implements Result {}

        /**
         * Files have names that sound like this child's; nothing was opened.
         *
         * @param codes of those that the worker sees, likeliest first
         * @param elsewhere there may be one that the worker does not see; neither its code nor its structure is named
         */
        record MaybeKnown(List<String> codes, boolean elsewhere) implements Result {
            public MaybeKnown {
                codes = List.copyOf(codes);
            }
        }

        record Forbidden() implements Result {}

        record Refused(List<FieldError> errors) implements Result {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }
}

package org.akoma.exchange.exports;

import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.pages.TableFormat;

/** Have the list of files without names made behind the answer, under an id that the caller made. */
@InputForm(name = "exchange.make-export", labels = "exchange.job")
record MakeExport(
        UUID id,

        @Field(label = "exchange.ask.format", list = "exchange.format", as = Field.Widget.RADIOS)
        TableFormat format) {}

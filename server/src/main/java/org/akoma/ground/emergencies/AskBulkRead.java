package org.akoma.ground.emergencies;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Ask for a second person, so that a list about children may be taken as a file today.
 *
 * @param list one of {@link BulkReads#ABOUT_CHILDREN}
 */
@InputForm(name = "access.ask-bulk-read", labels = "pages.bulk-read")
public record AskBulkRead(
        @Field(
                list = "access.bulk-read.lists",
                also = {
                    "alerts",
                    "attendance",
                    "cases",
                    "conferences",
                    "csi",
                    "ctdc",
                    "forgotten",
                    "htcds",
                    "payments",
                    "referrals",
                    "risk",
                    "services",
                    "tasks",
                    "visits"
                })
        String list,

        @Field(
                list = "access.bulk-read.formats",
                also = {"CSV", "XLSX"},
                as = Field.Widget.RADIOS)
        String format,

        @Field(lines = 3, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String why) {}

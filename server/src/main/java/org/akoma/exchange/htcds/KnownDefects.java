package org.akoma.exchange.htcds;

import java.util.Map;

/**
 * What is wrong in IOM's own toolkit 2.0 and in common exports of it, and what is done about it.
 *
 * <table>
 * <caption>Defects</caption>
 * <tr><th>where<th>defect<th>what we do
 * <tr><td>all three workbooks, T1<td>{@code vic_TraffickinStatusDecisionMakingOrg}<td>{@link #HEADERS}
 * <tr><td>all three, row 1<td>field names are in a hidden row above the labels<td>both rows are headers ({@link HeaderRows})
 * <tr><td>all three, N to R<td>hidden names say City, Country, State, Street, PostalCode where the labels that people see say
 *   Street, City, State, Zip, Country<td>the label wins, with a warning where the column has values
 * <tr><td>all three, AJ1<td>no field name over "Reason for Outgoing Referral"<td>the label is used
 * <tr><td>all three, A<td>no header; rows numbered to 1000, so that empty rows are not empty<td>a row with nothing but that
 *   number is skipped
 * <tr><td>.xlsm, .xlsx with validation<td>sheet "validation" looks like rows (Gender, Country…)<td>sheets used as lists by
 *   another sheet's validations are skipped ({@code XlsxSheet.lists}); saved again by a program that loses validations, by its name
 * <tr><td>.xlsm, AD and AK<td>dates are checked against the wrong cells, so not at all<td>{@code CivilDates}
 * <tr><td>validations<td>labels instead of codes; "Follow up", "Migration Or Change Of Location" in other case than the
 *   standard<td>codes and labels match without regard to case, spaces, accents
 * <tr><td>validations of industry<td>labels hold the separator: "Water supply; sewerage, waste management…"<td>pieces are
 *   joined again as long as they make a label ({@code Choices})
 * <tr><td>.xlsm, XLSForm<td>several industries can be chosen, the standard has one<td>several are read ({@link HtcdsColumns})
 * <tr><td>XLSForm<td>{@code prs_First_Name}, {@code prs_Second_Name}, {@code vic_Methods_of_Control}<td>underscores do not count
 * <tr><td>XLSForm, K<td>{@code prs_Title} is labelled "Second Name" too<td>the second "Second Name" is the title ({@link #TWINS})
 * <tr><td>XLSForm choices<td>{@code "DebtBondage "}, labels ending in a no-break space<td>spaces do not count
 * <tr><td>standard<td>{@code Unaquainted}; {@code NonSpecifiedUnknown} labelled "Not Specified/Unknown"<td>{@link #CODES}
 * <tr><td>standard<td>{@code per_Organisation} has neither label nor type<td>text
 * </table>
 */
final class KnownDefects {
    private KnownDefects() {}

    /** Folded header to the field meant. */
    static final Map<String, String> HEADERS = Map.of(
            "victraffickinstatusdecisionmakingorg", "vic_TraffickingStatusDecisionMakingOrg",
            "dateofbirth", "prs_Birthdate",
            "dob", "prs_Birthdate",
            "sex", "prs_Gender",
            "nationality", "prs_Citizenship",
            "lastname", "prs_SecondName",
            "surname", "prs_SecondName",
            "givenname", "prs_FirstName");

    /** Folded French header to the field of the child that it most often means: some are labels of several fields, others of none. */
    static final Map<String, String> FRENCH = Map.ofEntries(
            Map.entry("sexe", "prs_Gender"),
            Map.entry("genre", "prs_Gender"),
            Map.entry("prenom", "prs_FirstName"),
            Map.entry("prenoms", "prs_FirstName"),
            Map.entry("nom", "prs_SecondName"),
            Map.entry("nomdefamille", "prs_SecondName"),
            Map.entry("datedenaissance", "prs_Birthdate"),
            Map.entry("nationalite", "prs_Citizenship"),
            Map.entry("telephone", "prs_MobilePhone"),
            Map.entry("adresse", "prs_MailingStreet"),
            Map.entry("ville", "prs_MailingCity"),
            Map.entry("pays", "prs_MailingCountry"),
            Map.entry("langue", "prs_PrimaryLanguage"),
            Map.entry("statutdetraite", "vic_TraffickingStatus"));

    /** When a label comes twice, the field meant by the second. */
    static final Map<String, String> TWINS = Map.of("prs_SecondName", "prs_Title");

    /** Folded value to the code meant, where the field has that code. */
    static final Map<String, String> CODES = Map.of(
            "unacquainted", "Unaquainted",
            "notspecified", "NonSpecifiedUnknown",
            "unknown", "NonSpecifiedUnknown",
            "female", "Feminine",
            "male", "Masculine",
            "femme", "Feminine",
            "homme", "Masculine",
            "x", "Twitter");
}

/* Amounts of money: the currencies there are, and amounts read and written exactly. */
#include "kam/internal/handle.h"
#include "number.h"

#include <string.h>

/*
 * ISO 4217, sorted: three letters and the number of decimals. Codes withdrawn since 2015 stay, as invoices of
 * the time carry them. Codes without a minor unit (gold, drawing rights, bond units, XTS, XXX) are left out:
 * an amount is kept in minor units.
 */
static const char currencies[][5] = {
	"AED2", "AFN2", "ALL2", "AMD2", "ANG2", "AOA2", "ARS2", "AUD2", "AWG2", "AZN2", "BAM2", "BBD2", "BDT2", "BGN2",
	"BHD3", "BIF0", "BMD2", "BND2", "BOB2", "BOV2", "BRL2", "BSD2", "BTN2", "BWP2", "BYN2", "BYR0", "BZD2", "CAD2",
	"CDF2", "CHE2", "CHF2", "CHW2", "CLF4", "CLP0", "CNY2", "COP2", "COU2", "CRC2", "CUC2", "CUP2", "CVE2", "CZK2",
	"DJF0", "DKK2", "DOP2", "DZD2", "EGP2", "ERN2", "ETB2", "EUR2", "FJD2", "FKP2", "GBP2", "GEL2", "GHS2", "GIP2",
	"GMD2", "GNF0", "GTQ2", "GYD2", "HKD2", "HNL2", "HRK2", "HTG2", "HUF2", "IDR2", "ILS2", "INR2", "IQD3", "IRR2",
	"ISK0", "JMD2", "JOD3", "JPY0", "KES2", "KGS2", "KHR2", "KMF0", "KPW2", "KRW0", "KWD3", "KYD2", "KZT2", "LAK2",
	"LBP2", "LKR2", "LRD2", "LSL2", "LTL2", "LYD3", "MAD2", "MDL2", "MGA2", "MKD2", "MMK2", "MNT2", "MOP2", "MRO2",
	"MRU2", "MUR2", "MVR2", "MWK2", "MXN2", "MXV2", "MYR2", "MZN2", "NAD2", "NGN2", "NIO2", "NOK2", "NPR2", "NZD2",
	"OMR3", "PAB2", "PEN2", "PGK2", "PHP2", "PKR2", "PLN2", "PYG0", "QAR2", "RON2", "RSD2", "RUB2", "RWF0", "SAR2",
	"SBD2", "SCR2", "SDG2", "SEK2", "SGD2", "SHP2", "SLE2", "SLL2", "SOS2", "SRD2", "SSP2", "STD2", "STN2", "SVC2",
	"SYP2", "SZL2", "THB2", "TJS2", "TMT2", "TND3", "TOP2", "TRY2", "TTD2", "TWD2", "TZS2", "UAH2", "UGX0", "USD2",
	"USN2", "UYI0", "UYU2", "UYW4", "UZS2", "VED2", "VEF2", "VES2", "VND0", "VUV0", "WST2", "XAD2", "XAF0", "XCD2",
	"XCG2", "XOF0", "XPF0", "YER2", "ZAR2", "ZMW2", "ZWG2", "ZWL2",
};

/* Three letters as a number in the same order. */
static unsigned pack(const char *code)
{
	return (unsigned)(unsigned char)code[0] << 16 | (unsigned)(unsigned char)code[1] << 8 | (unsigned char)code[2];
}

int kam_currency_digits(const char *code)
{
	/* Looked at first: most amounts are in one of them. */
	static const char everyday[][5] = { "CNY2", "EUR2", "USD2" };
	size_t low = 0;
	size_t high = sizeof currencies / sizeof currencies[0];
	unsigned wanted;

	if (code == NULL || strlen(code) != 3)
		return -1;
	wanted = pack(code);
	for (size_t i = 0; i < sizeof everyday / sizeof everyday[0]; i++)
		if (wanted == pack(everyday[i]))
			return everyday[i][3] - '0';
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		unsigned found = pack(currencies[middle]);

		if (wanted == found)
			return currencies[middle][3] - '0';
		if (wanted < found)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

static bool is_letter(char character)
{
	return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

/* Three letters that stand alone, as a code in capitals; else "". */
static bool read_code(const char *text, char code[4])
{
	int count = 0;

	for (; count < 3 && is_letter(text[count]); count++)
		code[count] = text[count] >= 'a' ? (char)(text[count] - 32) : text[count];
	if (count < 3 || is_letter(text[3]))
		count = 0;
	code[count] = '\0';
	return count == 3;
}

/* The 万 or k behind a number, as a power of ten; where the text goes on. */
static const char *read_multiplier(const char *text, int *power)
{
	static const struct {
		char word[4];
		int power;
	} multipliers[] = { { "万", 4 }, { "亿", 8 }, { "k", 3 }, { "K", 3 }, { "M", 6 } };

	*power = 0;
	for (size_t i = 0; i < sizeof multipliers / sizeof multipliers[0]; i++) {
		size_t length = strlen(multipliers[i].word);

		if (strncmp(text, multipliers[i].word, length) == 0) {
			*power = multipliers[i].power;
			return text + length;
		}
	}
	return text;
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " ");
}

/* number [multiplier] with a currency code before or after it; false when it is not that. */
static bool read_amount(const char *text, char point, char currency[4], struct decimal *amount, int *power)
{
	if (read_code(text, currency))
		text = skip_blanks(text + 3);
	text = decimal_read(text, point, amount);
	if (text == NULL)
		return false;
	text = skip_blanks(text);
	*power = 0;
	/* A code first: 12 KMF are Comorian francs, not thousands of something. */
	if (currency[0] == '\0' && read_code(text, currency))
		return text[3] == '\0';
	text = skip_blanks(read_multiplier(text, power));
	if (*text == '\0')
		return true;
	return currency[0] == '\0' && read_code(text, currency) && text[3] == '\0';
}

enum kam_status kam_money_parse(const char *text, size_t length, char decimal, const char *assumed, char currency[4],
                                int64_t *minor, const char **why)
{
	char plain[NARROW_SIZE];
	char written[4];
	struct decimal amount;
	int power;
	int digits;

	currency[0] = '\0';
	if (!narrow(text, length, plain) || !read_amount(plain, decimal, written, &amount, &power))
		return refuse(why, decimal == ',' ? _("an amount such as 1200,50 or 12,5万 or USD 3k")
		                                  : _("an amount such as 1200.50 or 12.5万 or USD 3k"));
	digits = kam_currency_digits(written[0] != '\0' ? written : assumed);
	if (digits < 0 && written[0] != '\0')
		return refuse(why, _("a currency code of ISO 4217 such as USD"));
	if (digits < 0)
		digits = 2;
	switch (decimal_scale(&amount, power + digits, minor)) {
	case DECIMAL_FITS:
		memcpy(currency, written, sizeof written);
		return KAM_OK;
	case DECIMAL_TOO_FINE:
		return refuse(why, _("an amount with no more decimals than its currency has"));
	case DECIMAL_TOO_LARGE:
		break;
	}
	return refuse(why, _("a smaller amount"));
}

size_t kam_money_format(int64_t minor, const char *currency, bool grouped, char *buffer)
{
	int digits = kam_currency_digits(currency);

	return fixed_format(minor, digits < 0 ? 2 : digits, grouped, buffer);
}

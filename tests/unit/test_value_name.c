/* Company names without legal form and region: what is left by hand, and the tax number's check. */
#include "test.h"

#include "kam/internal/name.h"
#include "kam/internal/store.h"
#include "lib/account/tax_id.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct names *shipped(void)
{
	static const char *const paths[NAME_LISTS] = {
		[NAME_FORMS] = "share/names/legal_forms.txt", [NAME_WORDS] = "share/names/legal_words.txt",
		[NAME_REGIONS] = "share/names/regions.txt",   [NAME_PLACES] = "share/names/places.txt",
		[NAME_TRADES] = "share/names/trades.txt",
	};
	const char *texts[NAME_LISTS];

	for (size_t i = 0; i < NAME_LISTS; i++)
		texts[i] = embedded_find(paths[i])->text;
	return names_new(texts);
}

static void test_keys(void **state)
{
	static const struct {
		const char *name, *bare, *core; /* without legal form; without region too */
	} cases[] = {
		{ "华为技术有限公司", "华为技术", "华为技术" },
		{ "深圳市华为技术有限公司", "深圳市华为技术", "华为技术" },
		{ "江苏苏州东吴设计股份有限公司", "江苏苏州东吴设计", "东吴设计" },
		{ "美的集团股份有限公司", "美的", "美的" },
		{ "中国平安保险（集团）股份有限公司", "中国平安保险", "中国平安保险" },
		{ "腾讯科技(深圳)有限公司", "腾讯科技深圳", "腾讯科技" },
		{ "聚光科技(杭州)股份有限公司", "聚光科技杭州", "聚光科技" },
		{ "博世（中国）投资有限公司", "博世中国投资", "博世投资" },
		/* The region is all that tells them apart. */
		{ "北京银行股份有限公司", "北京银行", "北京银行" },
		{ "宁波银行股份有限公司", "宁波银行", "宁波银行" },
		{ "重庆农村商业银行股份有限公司", "重庆农村商业银行", "重庆农村商业银行" },
		{ "深圳市燃气集团股份有限公司", "深圳市燃气", "深圳市燃气" },
		{ "天津港股份有限公司", "天津港", "天津港" },
		{ "上海汽车集团股份有限公司", "上海汽车", "上海汽车" },
		{ "上海", "上海", "上海" },
		{ "有限公司", "有限公司", "有限公司" },
		{ "（有限公司）", "有限公司", "有限公司" },
		{ "株式会社日立製作所", "日立製作所", "日立製作所" },
		{ "ソニー株式会社", "ソニー", "ソニー" },
		{ "삼성전자주식회사", "삼성전자", "삼성전자" },
		{ "Huawei Technologies Co., Ltd.", "huaweitechnologies", "huaweitechnologies" },
		{ "HUAWEI  TECHNOLOGIES CO.,LTD", "huaweitechnologies", "huaweitechnologies" },
		{ "Ｈｕａｗｅｉ Technologies Co.Ltd", "huaweitechnologies", "huaweitechnologies" },
		{ "Siemens AG", "siemens", "siemens" },
		{ "Siemens (China) Ltd.", "siemenschina", "siemens" },
		{ "Siemens Ltd., China", "siemensltdchina", "siemens" },
		{ "Bosch GmbH & Co. KG", "bosch", "bosch" },
		{ "Nestlé S.A.", "nestlé", "nestlé" },
		{ "Anheuser-Busch InBev SA/NV", "anheuserbuschinbev", "anheuserbuschinbev" },
		{ "Maersk A/S", "maersk", "maersk" },
		{ "Apple Inc.", "apple", "apple" },
		{ "Google LLC", "google", "google" },
		{ "LEGO System A/S", "legosystem", "legosystem" },
		{ "Zeitungsverlag", "zeitungsverlag", "zeitungsverlag" }, /* ag and verlag are no words of their own */
		{ "AG", "ag", "ag" },
		{ "C&A", "c&a", "c&a" },
		{ "ABB（中国）有限公司", "abb中国", "abb" },
		{ "()", "()", "()" },
	};
	struct names *names = shipped();

	(void)state;
	assert_non_null(names);
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bare = names_key(names, cases[i].name, strlen(cases[i].name), true);
		char *core = names_key(names, cases[i].name, strlen(cases[i].name), false);

		if (bare == NULL || core == NULL || strcmp(bare, cases[i].bare) != 0 ||
		    strcmp(core, cases[i].core) != 0) {
			print_error("%s: %s, %s\n", cases[i].name, bare, core);
			assert_string_equal(cases[i].bare, bare);
			assert_string_equal(cases[i].core, core);
		}
		free(bare);
		free(core);
	}
	names_free(names);
}

/* The standard's own example (its sum is 1640, the check 3), and numbers that companies publish. */
static void test_tax_id(void **state)
{
	static const char *const good[] = {
		"91350100M000100Y43",
		"914403001922038216", /* 华为技术有限公司 */
		"91440300708461136T", /* 深圳市腾讯计算机系统有限公司 */
		"91330100799655058B", /* 阿里巴巴（中国）网络技术有限公司 */
		"91110000802100433B", /* 北京百度网讯科技有限公司 */
		"000000000000000000", /* a sum of 0: 31 − 0 is 31, which stands for 0 */
	};
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		char other[19];

		if (!tax_id_valid(good[i], 18))
			print_error("%s\n", good[i]);
		assert_true(tax_id_valid(good[i], 18));
		/* Any one character that is another one is noticed: all weights are prime to 31. */
		for (size_t place = 0; place < 18; place++)
			for (const char *letter = alphabet; *letter != '\0'; letter++) {
				memcpy(other, good[i], sizeof other);
				other[place] = *letter;
				assert_int_equal(tax_id_valid(other, 18), *letter == good[i][place]);
			}
	}
	/* Other numbers are other countries' or other years': 15 digits, a letter that the standard does not know. */
	assert_true(tax_id_valid("91350100M000100Y4Z", 18));
	assert_true(tax_id_valid("110108735106340", 15));
	assert_true(tax_id_valid("DE129273398", 11));
	assert_true(tax_id_valid("", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_tax_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

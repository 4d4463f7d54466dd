// MD5 for a page, which has none: the package that was quickest there of those that xtask/tools pins.

import "/tools/spark-md5/spark-md5.min.js";

export const MD5_FROM = "spark-md5";
export const md5Hex = (text) => globalThis.SparkMD5.hash(text);

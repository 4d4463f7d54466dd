// As older code takes packages in.

module.exports = { root: require('commerce-auth'), server: require('commerce-auth/server') };

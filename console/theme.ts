/** Ant Design in the colours of the house: official blue, one seal red, texts dark enough for everybody. */
import type { ThemeConfig } from 'antd';

export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: '#0e4f94',
    colorLink: '#0e4f94',
    colorError: '#ab2119',
    colorSuccess: '#17693a',
    colorWarning: '#8a5300',
    colorText: '#1b2430',
    colorTextSecondary: '#46515e',
    colorTextTertiary: '#55606d',
    colorTextDescription: '#55606d',
    colorTextPlaceholder: '#66717e',
    colorTextQuaternary: '#66717e',
    colorTextDisabled: '#66717e',
    colorBorder: '#b9c3ce',
    colorBorderSecondary: '#dde2e8',
    colorBgLayout: '#f4f6f9',
    borderRadius: 7,
    controlHeight: 38,
    fontSize: 15,
    fontFamily: 'var(--sans)',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { headerBg: '#f4f6f9', headerColor: '#46515e', cellPaddingBlock: 11, rowHoverBg: '#f6f9fd' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
  },
};
